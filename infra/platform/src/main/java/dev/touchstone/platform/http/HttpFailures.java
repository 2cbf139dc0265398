package dev.touchstone.platform.http;

import io.helidon.http.BadRequestException;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong before, in and around a handler into a problem; nothing of our insides gets out. */
final class HttpFailures {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFailures.class);

    private HttpFailures() {
    }

    /** Failures of handlers, and requests that no handler takes. */
    static void handle(HttpRouting.Builder routing) {
        routing.error(ProblemException.class, (request, response, failure) -> Problems.send(request, response, failure))
                .error(BadRequestException.class, (request, response, failure) ->
                        Problems.send(request, response, Problem.of(Status.BAD_REQUEST_400, "The request is malformed.")))
                .error(HttpException.class, HttpFailures::refused)
                .error(RequestException.class, HttpFailures::refused)
                .error(CloseConnectionException.class, (request, response, failure) -> {
                    throw failure;
                })
                .error(Throwable.class, HttpFailures::failed);
    }

    /**
     * Requests that the server refuses before routing; these see no filter.
     *
     * @param observed makes a handler one whose answers are counted
     */
    static DirectHandlers beforeRouting(UnaryOperator<DirectHandler> observed) {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType event : EventType.values()) {
            handlers.addHandler(event, observed.apply(new ProblemWriter()));
        }
        return handlers.build();
    }

    private static void refused(ServerRequest request, ServerResponse response, HttpException failure) {
        if (failure.status().code() >= Status.INTERNAL_SERVER_ERROR_500.code()) {
            failed(request, response, failure);
        } else {
            Problems.send(request, response, Problem.of(failure.status(), detail(failure.status())));
        }
    }

    private static void refused(ServerRequest request, ServerResponse response, RequestException failure) {
        Problems.send(request, response, Problem.of(failure.status(), detail(failure.status())));
    }

    private static void failed(ServerRequest request, ServerResponse response, Throwable failure) {
        answer(request, response, failure, Problem.of(
                Status.INTERNAL_SERVER_ERROR_500, "The service failed. The fault is on our side; trying again later may help."));
    }

    /** The client gets the problem; the cause, when it is on our side, goes to the log and nowhere else. */
    static void answer(ServerRequest request, ServerResponse response, Throwable failure, Problem problem) {
        if (problem.status().code() >= Status.INTERNAL_SERVER_ERROR_500.code()) {
            LOG.error("{} {} failed", request.prologue().method().text(), request.matchingPattern().orElse("UNMATCHED"), failure);
        }
        Problems.send(request, response, problem);
    }

    private static String detail(Status status) {
        return switch (status.code()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take that method.";
            case 413 -> "The body is longer than this service takes.";
            case 503 -> "The service has too much to do right now; try again later.";
            default -> "The request was refused: " + status.reasonPhrase().toLowerCase(Locale.ROOT) + ".";
        };
    }

    private static final class ProblemWriter implements DirectHandler {
        @Override
        public TransportResponse handle(TransportRequest request, EventType event, Status status, ServerResponseHeaders headers, String message) {
            Problem problem = Problem.of(status, status.code() == 400 ? "The request is malformed." : detail(status));
            // The path that could not be parsed is not echoed.
            String instance = event == EventType.BAD_REQUEST ? "" : request.path();
            return TransportResponse.builder()
                    .status(status)
                    .headers(headers)
                    .header(Problems.CONTENT_TYPE)
                    .keepAlive(event.keepAlive())
                    .entity(Problems.json(problem, instance))
                    .build();
        }
    }
}
