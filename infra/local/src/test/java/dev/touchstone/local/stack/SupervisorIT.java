package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class SupervisorIT {

    @TempDir
    private Path folder;
    private Process somebodyElses;

    @BeforeEach
    void startSomebodyElsesProcess() throws IOException {
        somebodyElses = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void endIt() throws InterruptedException {
        somebodyElses.destroyForcibly().waitFor();
    }

    @Test
    void leavesAProcessAloneThatHasTheNumberOfOneOfOurs() {
        record("shop-db", somebodyElses.pid(), "an-earlier-boot/12345");
        Supervisor supervisor = new Supervisor(folder);

        assertThat(supervisor.processes("shop-db")).isEmpty();
        supervisor.stop("shop-db");
        supervisor.kill("shop-db");

        assertThat(somebodyElses.isAlive()).isTrue();
    }

    @Test
    void endsAProcessThatAnEarlierRunHasStarted() throws InterruptedException {
        ProcessIdentity identity = ProcessIdentity.of(somebodyElses.toHandle()).orElseThrow();
        record("shop-db", identity.pid(), identity.start());

        new Supervisor(folder).stop("shop-db");

        assertThat(somebodyElses.waitFor()).isNotZero();
    }

    @Test
    void takesAProcessForEndedThatNobodyHasWaitedFor() throws Exception {
        // Its child ends at once and stays a zombie, for sleep waits for no child.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & exec sleep 600").start();
        try {
            await().until(() -> parent.toHandle().children().findAny().isPresent());
            ProcessHandle child = parent.toHandle().children().findAny().orElseThrow();

            await().until(() -> ProcessIdentity.of(child).isEmpty());

            assertThat(child.isAlive()).as("what the JDK says of a zombie").isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    private void record(String server, long pid, String start) {
        Folders.writePrivately(Folders.make(folder.resolve("run")).resolve(server + ".json"), """
                {"wanted": true, "endSignal": "TERMINATE", "processes": [{"pid": %d, "start": "%s"}]}""".formatted(pid, start));
    }
}
