package dev.touchstone.mes.adapter.in.http;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.platform.http.Problem;
import io.helidon.http.Status;

/** What a client is told when it is the machinery that failed: whether to come back, and nothing about our insides. */
public final class TechnicalProblems {
    private TechnicalProblems() {}

    public static Problem of(TechnicalFailure failure) {
        return switch (failure.code()) {
            case BROKER -> Problem.of(Status.SERVICE_UNAVAILABLE_503,
                    "The workshop can't reach its messages; try again later. None is lost.");
            case STORAGE, WORK_ORDER_MISSING, WORK_ORDER_CHANGED, MODEL_MISSING, MODEL_NO_LONGER_SOUND, TOOLPATH_MISSING, STOPPED, MACHINE ->
                    Problem.of(Status.INTERNAL_SERVER_ERROR_500, "The service failed. The fault is on our side; trying again later may help.");
        };
    }
}
