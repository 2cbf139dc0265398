package dev.touchstone.mes.adapter.out.machine;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.Machines;
import dev.touchstone.mes.domain.conveyor.Stage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands in for furnaces and polishing drums: takes as long as they would. Closing it stops all runs, so that their messages are delivered anew. */
public final class SimulatedMachines implements Machines, AutoCloseable {

    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public void run(Stage stage, Duration duration) {
        try {
            if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw stopped(stage, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(stage, e);
        }
    }

    private static TechnicalFailure stopped(Stage stage, InterruptedException cause) {
        return new TechnicalFailure(TechnicalFailure.Code.STOPPED, stage.label() + " was stopped before it was done", cause);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
