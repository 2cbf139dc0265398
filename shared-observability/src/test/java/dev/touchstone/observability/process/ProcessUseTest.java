package dev.touchstone.observability.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On file systems like those of containers, services and bare machines. */
class ProcessUseTest {
    private static final long MIB = 1024 * 1024;

    @TempDir
    private Path root;

    @BeforeEach
    void machineOf8Gibibytes() throws IOException {
        write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:         1000 kB\n");
        write("proc/self/status", "Name:\tjava\nVmRSS:\t  262144 kB\nThreads:\t20\n");
    }

    @Test
    void isBoundByTheMachineWithoutControlGroups() throws IOException {
        assertThat(limits().memory()).isEqualTo(8192 * MIB);
        assertThat(limits().processors(4)).isEqualTo(4.0);
    }

    @Test
    void isBoundByTheTightestGroupAboveItInVersion2() throws IOException {
        write("proc/self/cgroup", "0::/system.slice/mes.service\n");
        write("sys/fs/cgroup/system.slice/mes.service/memory.max", "max\n");
        write("sys/fs/cgroup/system.slice/mes.service/cpu.max", "150000 100000\n");
        write("sys/fs/cgroup/system.slice/memory.max", "536870912\n");
        write("sys/fs/cgroup/system.slice/cpu.max", "max 100000\n");

        assertThat(limits().memory()).isEqualTo(512 * MIB);
        assertThat(limits().processors(4)).isEqualTo(1.5);
    }

    @Test
    void readsTheRootOfAContainersNamespaceInVersion2() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "1073741824\n");
        write("sys/fs/cgroup/cpu.max", "50000 100000\n");

        assertThat(limits().memory()).isEqualTo(1024 * MIB);
        assertThat(limits().processors(4)).isEqualTo(0.5);
    }

    @Test
    void readsVersion1() throws IOException {
        write("proc/self/cgroup", "5:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n");
        write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "268435456\n");
        write("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_quota_us", "200000\n");
        write("sys/fs/cgroup/cpu/docker/abc/cpu.cfs_period_us", "100000\n");

        assertThat(limits().memory()).isEqualTo(256 * MIB);
        assertThat(limits().processors(4)).isEqualTo(2.0);
    }

    @Test
    void takesTheMachineWhereVersion1SetsNoLimit() throws IOException {
        write("proc/self/cgroup", "5:memory:/\n3:cpu,cpuacct:/\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        write("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");

        assertThat(limits().memory()).isEqualTo(8192 * MIB);
        assertThat(limits().processors(4)).isEqualTo(4.0);
    }

    @Test
    void measuresTheProcessAgainstItsLimits() throws IOException {
        write("proc/self/cgroup", "0::/\n");
        write("sys/fs/cgroup/memory.max", "536870912\n");
        write("sys/fs/cgroup/cpu.max", "200000 100000\n");
        AtomicLong cpu = new AtomicLong();
        AtomicLong clock = new AtomicLong();
        Meters meters = new Meters();
        new ProcessUse(root, 4, cpu::get, clock::get).sampled(meters);
        cpu.set(3_000_000_000L);
        clock.set(10_000_000_000L);

        assertThat(meters.value(Metric.PROCESS_CPU_UTILIZATION)).contains(0.15);
        assertThat(meters.value(Metric.PROCESS_CPU_LIMIT)).contains(2.0);
        assertThat(meters.value(Metric.PROCESS_MEMORY_USED)).contains(256.0 * MIB);
        assertThat(meters.value(Metric.PROCESS_MEMORY_LIMIT)).contains(512.0 * MIB);
        assertThat(meters.value(Metric.PROCESS_MEMORY_UTILIZATION)).contains(0.5);
    }

    @Test
    void keepsTheLastUtilizationForScrapesThatFollowAtOnce() {
        AtomicLong cpu = new AtomicLong();
        AtomicLong clock = new AtomicLong();
        Meters meters = new Meters();
        new ProcessUse(root, 1, cpu::get, clock::get).sampled(meters);
        cpu.set(1_000_000_000L);
        clock.set(2_000_000_000L);
        assertThat(meters.value(Metric.PROCESS_CPU_UTILIZATION)).contains(0.5);

        clock.set(2_000_001_000L);
        cpu.set(1_000_001_000L);

        assertThat(meters.value(Metric.PROCESS_CPU_UTILIZATION)).contains(0.5);
    }

    private ResourceLimits limits() {
        return new ResourceLimits(root);
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
