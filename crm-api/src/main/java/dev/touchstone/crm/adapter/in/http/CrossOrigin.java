package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/**
 * Refuses requests that another origin's page makes a manager's browser send. SameSite=Strict keeps the cookie from other
 * sites, but a site is more than an origin: to a browser all ports of a host, and all hosts of a domain, are one site.
 *
 * <p>Browsers say where a request comes from in {@code Sec-Fetch-Site}, which no page can forge; those from before 2023 send
 * {@code Origin} with what changes something. A request with neither is not a browser's, so nobody was tricked into it.
 * That asks for no token and no special header of those who write clients.
 */
final class CrossOrigin {
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private CrossOrigin() {}

    /** @throws ProblemException 403 when the request changes something and is another origin's */
    static void refuse(ServerRequest request) {
        Method method = request.prologue().method();
        if (!method.equals(Method.GET) && !method.equals(Method.HEAD) && !isOwn(request)) {
            throw new ProblemException(Problem.of(Status.FORBIDDEN_403, "cross-origin-request", "Cross-origin request",
                    "Another origin's page sent this request; only the CRM's own pages may."));
        }
    }

    private static boolean isOwn(ServerRequest request) {
        Optional<String> site = request.headers().first(FETCH_SITE);
        if (site.isPresent()) {
            return site.get().equals("same-origin") || site.get().equals("none"); // none: the user's own doing
        }
        return request.headers().first(HeaderNames.ORIGIN)
                .map(origin -> origin.equals("http://" + request.authority()) || origin.equals("https://" + request.authority()))
                .orElse(true);
    }
}
