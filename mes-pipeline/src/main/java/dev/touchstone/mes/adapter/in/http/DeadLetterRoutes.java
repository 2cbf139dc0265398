package dev.touchstone.mes.adapter.in.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.mes.application.port.in.DiscardDeadLetter;
import dev.touchstone.mes.application.port.in.ReplayDeadLetters;
import dev.touchstone.mes.application.port.in.ViewDeadLetters;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.Problems;
import dev.touchstone.platform.http.QueryParameters;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.Caller;
import dev.touchstone.platform.identity.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** {@code /api/v1/dead-letters}: the desk where operators decide what becomes of messages that could not be handled. */
public final class DeadLetterRoutes implements HttpService {

    public static final String PATH = "/api/v1/dead-letters";

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;
    private static final int LONGEST_REASON = 500;
    /** AMQP's limit of a short string, in bytes. */
    private static final int LONGEST_NAME = 255;

    private final ViewDeadLetters viewDeadLetters;
    private final ReplayDeadLetters replayDeadLetters;
    private final DiscardDeadLetter discardDeadLetter;

    public DeadLetterRoutes(ViewDeadLetters viewDeadLetters, ReplayDeadLetters replayDeadLetters, DiscardDeadLetter discardDeadLetter) {
        this.viewDeadLetters = viewDeadLetters;
        this.replayDeadLetters = replayDeadLetters;
        this.discardDeadLetter = discardDeadLetter;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", operator(this::list))
                .post("/{queue}/replay", operator(this::replay))
                .delete("/{queue}/{id}", operator(this::discard));
    }

    private static Handler operator(Handler handler) {
        return (request, response) -> {
            Authentication.require(request, Role.OPERATOR);
            handler.handle(request, response);
        };
    }

    private void list(ServerRequest request, ServerResponse response) {
        ViewDeadLetters.Filter filter = QueryParameters.read(request, query -> new ViewDeadLetters.Filter(
                query.text("queue", LONGEST_NAME).map(QueueName::new),
                query.integer("limit", 1, LARGEST_LIMIT, DEFAULT_LIMIT)));
        switch (viewDeadLetters.list(filter)) {
            case ViewDeadLetters.Listed listed -> response.send(DeadLetterJson.page(listed));
            case ViewDeadLetters.UnknownQueue _ -> Problems.send(request, response, unknownQueue());
        }
    }

    private void replay(ServerRequest request, ServerResponse response) {
        // A body may name a letter; to overlook that and replay them all would be the opposite of what was asked.
        if (request.content().hasEntity()) {
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "invalid-body", "Invalid body", "This takes no body; a single letter is named by the query, as id=…"));
        }
        Optional<LetterId> letter = QueryParameters.read(request, query -> query.text("id", LONGEST_NAME).map(LetterId::new));
        QueueName queue = queue(request);
        switch (replayDeadLetters.replay(new ReplayDeadLetters.Command(queue, letter))) {
            case ReplayDeadLetters.Replayed replayed ->
                    response.send(JsonNodeFactory.instance.objectNode().put("queue", queue.value()).put("replayed", replayed.letters()));
            case ReplayDeadLetters.UnknownQueue _ -> Problems.send(request, response, unknownQueue());
            case ReplayDeadLetters.UnknownLetter _ -> Problems.send(request, response, unknownLetter());
        }
    }

    private void discard(ServerRequest request, ServerResponse response) {
        String reason = QueryParameters.read(request, query -> query.requiredText("reason", LONGEST_REASON));
        LetterId letter = new LetterId(request.path().pathParameters().get("id"));
        switch (discardDeadLetter.discard(new DiscardDeadLetter.Command(queue(request), letter, reason, Caller.of(request).subject()))) {
            case DiscardDeadLetter.Discarded _ -> response.status(Status.NO_CONTENT_204).send();
            case DiscardDeadLetter.UnknownQueue _ -> Problems.send(request, response, unknownQueue());
            case DiscardDeadLetter.UnknownLetter _ -> Problems.send(request, response, unknownLetter());
        }
    }

    private static QueueName queue(ServerRequest request) {
        return new QueueName(request.path().pathParameters().get("queue"));
    }

    private static Problem unknownQueue() {
        return Problem.of(Status.NOT_FOUND_404, "queue-not-found", "Queue not found", "There is no such work queue.");
    }

    private static Problem unknownLetter() {
        return Problem.of(Status.NOT_FOUND_404, "dead-letter-not-found", "Dead letter not found", "The queue has no such dead letter.");
    }
}
