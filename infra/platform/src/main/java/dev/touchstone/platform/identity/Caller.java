package dev.touchstone.platform.identity;

import dev.touchstone.observability.http.Subject;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;

/**
 * Who sends a request.
 *
 * @param subject the token's {@code sub}; a person's identifier, so never in logs or metrics
 */
public record Caller(String subject, Set<Role> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }

    /** @throws dev.touchstone.platform.http.ProblemException 401 when the route is open and the request was not authenticated */
    public static Caller of(ServerRequest request) {
        return request.context().get(Caller.class).orElseThrow(Authentication::missing);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Makes this the caller of {@code request}, for the handlers and for the metrics by user; for services that authenticate by other means than a bearer token. */
    public void attachTo(ServerRequest request) {
        request.context().register(this);
        Subject.identify(request, subject);
    }
}
