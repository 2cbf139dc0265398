package dev.touchstone.platform.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes problems as {@code application/problem+json}. */
public final class Problems {
    static final Header CONTENT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private Problems() {
    }

    /** Sends {@code problem}, also to a client that is still sending; does nothing when the response has been sent already. */
    public static void send(ServerRequest request, ServerResponse response, Problem problem) {
        if (response.isSent()) {
            return;
        }
        boolean asksLeave = request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
        if (asksLeave) {
            // The body never comes, and what comes next must not be taken for it.
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        response.status(problem.status()).header(CONTENT_TYPE).header(NO_STORE).send(json(problem, request.path().absolute().rawPath()));
        if (response instanceof RoutingResponse stream) {
            // A filter that counts bytes makes the answer a stream, which leaves when it is committed.
            stream.commit();
        }
        if (!asksLeave) {
            dropBody(request);
        }
    }

    /**
     * Reads what the client sends all the same: cut off, it would not get to see its answer, and where it wants the connection
     * closed the server would take the rest of the body for another request. The server's limit for bodies bounds this.
     */
    private static void dropBody(ServerRequest request) {
        try {
            request.content().consume();
        } catch (RuntimeException e) {
            LOG.debug("A client went away amid the body of a refused request", e);
        }
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
