package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.conveyor.Stage;
import java.time.Duration;

public interface Machines {

    /**
     * Runs a station's machine and returns when it is done.
     *
     * @throws dev.touchstone.mes.application.TechnicalFailure STOPPED when the workshop closes in between, MACHINE when it breaks down
     */
    void run(Stage stage, Duration duration);
}
