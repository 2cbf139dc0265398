package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.platform.http.Problem;
import io.helidon.http.Status;

/** What a manager is told when something behind the service fails. */
public final class TechnicalProblems {
    private TechnicalProblems() {}

    public static Problem of(TechnicalFailure failure) {
        return switch (failure.code()) {
            case DATABASE_UNAVAILABLE -> Problem.of(Status.SERVICE_UNAVAILABLE_503,
                    "The CRM can't reach what orders and sessions are kept in; try again later.");
            case DATABASE_FAULT -> Problem.of(Status.INTERNAL_SERVER_ERROR_500,
                    "The service failed. The fault is on our side; trying again later may help.");
        };
    }
}
