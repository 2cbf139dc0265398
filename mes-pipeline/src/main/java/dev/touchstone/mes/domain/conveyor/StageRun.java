package dev.touchstone.mes.domain.conveyor;

import java.time.Instant;

/** One station's finished work on one work order. There is at most one for each station. */
public record StageRun(Stage stage, Instant startedAt, Instant finishedAt, Outcome outcome) {

    public enum Outcome {
        /** The part moves on. */
        COMPLETED,
        /** The part can not be made. */
        REJECTED
    }
}
