package dev.touchstone.shop.adapter.in.http;

import dev.touchstone.platform.http.Problem;
import dev.touchstone.shop.application.TechnicalFailure;
import io.helidon.http.Status;

/** What a client is told when it is the machinery that failed: whether to come back, and nothing about our insides. */
public final class TechnicalProblems {
    private TechnicalProblems() {}

    public static Problem of(TechnicalFailure failure) {
        return switch (failure.code()) {
            case DATABASE_UNAVAILABLE, STORAGE_UNAVAILABLE, SPOOL_UNAVAILABLE -> Problem.of(Status.SERVICE_UNAVAILABLE_503,
                    "The shop can't reach what it keeps orders and models in; nothing was changed, try again later.");
            case UPLOAD_ABORTED -> Problem.of(Status.BAD_REQUEST_400, "upload-aborted", "Upload aborted",
                    "The body ended before its announced length; nothing was kept.");
            case DATABASE_FAULT -> Problem.of(Status.INTERNAL_SERVER_ERROR_500,
                    "The service failed. The fault is on our side; trying again later may help.");
        };
    }
}
