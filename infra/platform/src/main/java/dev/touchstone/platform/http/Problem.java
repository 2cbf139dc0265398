package dev.touchstone.platform.http;

import dev.touchstone.platform.json.InvalidJson.Fault;
import io.helidon.http.Status;
import java.util.List;
import java.util.Locale;

/**
 * What went wrong, for a client (RFC 9457). The members {@code instance} and {@code status} are added when it is sent.
 *
 * @param type   relative URI that names the kind of problem, such as {@code /problems/order-not-found}
 * @param title  the same for every problem of this type
 * @param detail this occurrence, in words that help the caller; nothing about our insides
 * @param errors faults in the request's body, each with a JSON pointer; may be empty
 */
public record Problem(Status status, String type, String title, String detail, List<Fault> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    /** @param name last part of the type, such as {@code order-not-found} */
    public static Problem of(Status status, String name, String title, String detail) {
        return new Problem(status, "/problems/" + name, title, detail, List.of());
    }

    /** For statuses that say all there is: type and title follow from the status. */
    public static Problem of(Status status, String detail) {
        return of(status, status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-'), status.reasonPhrase(), detail);
    }

    public Problem withErrors(List<Fault> faults) {
        return new Problem(status, type, title, detail, faults);
    }
}
