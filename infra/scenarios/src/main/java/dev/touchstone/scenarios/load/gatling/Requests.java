package dev.touchstone.scenarios.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.touchstone.scenarios.load.Target;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Makes requests that are written down in the journal. A request that goes wrong does not end a visit by itself: afterwards
 * {@link #wentRight} tells, and the visit decides.
 */
final class Requests {

    private static final String STATUS = "status";
    private static final String MILLIS = "millis";
    private static final String RIGHT = "right";

    private final Target target;
    private final Journal journal;

    Requests(Target target, Journal journal) {
        this.target = target;
        this.journal = journal;
    }

    ChainBuilder of(Call call, UnaryOperator<HttpRequestActionBuilder> details) {
        return of(call, session -> "", details);
    }

    /** @param id of what the route is about */
    ChainBuilder of(Call call, Function<Session, String> id, UnaryOperator<HttpRequestActionBuilder> details) {
        HttpRequestActionBuilder request =
                http(call.title()).httpRequest(call.method(), session -> call.address(target, id.apply(session)));
        return exec(session -> session.removeAll(STATUS, MILLIS))
                .exec(details.apply(request.check(status().saveAs(STATUS), responseTimeInMillis().saveAs(MILLIS),
                        status().in(List.copyOf(call.right())))))
                .exec(session -> noted(call, session));
    }

    private Session noted(Call call, Session session) {
        boolean answered = session.contains(STATUS);
        if (answered) {
            journal.answered(call, session.getInt(STATUS), session.getInt(MILLIS));
        } else {
            journal.unanswered(call);
        }
        return session.set(RIGHT, answered && call.right().contains(session.getInt(STATUS))).markAsSucceeded();
    }

    /** Whether the last request got an answer that it had to get. */
    static boolean wentRight(Session session) {
        return session.getBoolean(RIGHT);
    }

    /** The status of the last answer; 0 when there was none. */
    static int lastStatus(Session session) {
        return session.contains(STATUS) ? session.getInt(STATUS) : 0;
    }
}
