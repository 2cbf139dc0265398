package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.touchstone.mes.application.TechnicalFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeshMemoryTest {

    private static final long MEBIBYTE = 1024 * 1024;

    private final MeshMemory memory = new MeshMemory(10);

    @Test
    void letsAsManyModelsWorkAtATimeAsFit() throws InterruptedException {
        AtomicInteger working = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // 2 MiB of file are 4.2 MiB of heap, reckoned as 5: two fit into 10.
            threads.add(Thread.startVirtualThread(() -> memory.reserve(2 * MEBIBYTE, () -> {
                working.incrementAndGet();
                awaitQuietly(enough);
                return working.decrementAndGet();
            })));
        }

        await().until(() -> working.get() == 2);
        await().until(() -> threads.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count() == 5);
        assertThat(working).hasValue(2);

        enough.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(working).hasValue(0);
    }

    @Test
    void letsAModelThatIsLargerThanAllWorkAlone() {
        assertThat(memory.<String>reserve(1_000 * MEBIBYTE, () -> "done")).isEqualTo("done");
    }

    @Test
    void givesTheShareBackWhenTheWorkFails() {
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> memory.reserve(1_000 * MEBIBYTE, () -> {
                throw new IllegalStateException();
            }));
        }
    }

    @Test
    void stopsWaitingWhenTheThreadIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> memory.reserve(1, () -> 1))
                .extracting(TechnicalFailure::code).isEqualTo(TechnicalFailure.Code.STOPPED);
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
