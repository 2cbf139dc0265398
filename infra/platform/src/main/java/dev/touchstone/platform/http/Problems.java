package dev.touchstone.platform.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** Writes problems as {@code application/problem+json}. */
public final class Problems {
    static final Header CONTENT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private Problems() {
    }

    /** Sends {@code problem}; does nothing when the response has been sent already. */
    public static void send(ServerRequest request, ServerResponse response, Problem problem) {
        if (response.isSent()) {
            return;
        }
        if (request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent()) {
            // The body that the client asked leave to send never comes, and what comes next must not be taken for it.
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.status(problem.status()).header(CONTENT_TYPE).header(NO_STORE).send(json(problem, request.path().absolute().rawPath()));
    }

    public static void send(ServerRequest request, ServerResponse response, ProblemException failure) {
        failure.headers().forEach(response::header);
        send(request, response, failure.problem());
    }

    static byte[] json(Problem problem, String instance) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("type", problem.type())
                .put("title", problem.title())
                .put("status", problem.status().code())
                .put("detail", problem.detail())
                .put("instance", instance);
        if (!problem.errors().isEmpty()) {
            ArrayNode errors = json.putArray("errors");
            problem.errors().forEach(fault -> errors.addObject().put("pointer", fault.pointer()).put("detail", fault.detail()));
        }
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
