package dev.touchstone.platform.identity;

import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.Problems;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bearer tokens (RFC 6750): a request without a good one gets a 401 problem, unless its path is open. */
public final class Authentication implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);
    private static final String SCHEME = "Bearer ";

    private final TokenVerifier verifier;
    private final Predicate<String> open;

    /** @param open tells by its path whether a request needs no token */
    public Authentication(TokenVerifier verifier, Predicate<String> open) {
        this.verifier = verifier;
        this.open = open;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (!open.test(request.path().path())) {
            try {
                authenticate(request).attachTo(request);
            } catch (ProblemException e) {
                // Answered here, and not by the error handlers, so that the filters outside see the status.
                Problems.send(request, response, e);
                return;
            }
        }
        chain.proceed();
    }

    /**
     * The caller that the request's bearer token names; for routes that exchange a token.
     *
     * @throws ProblemException 401 without a good token; 503 when the keys can't be had
     */
    public Caller authenticate(ServerRequest request) {
        String header = request.headers().value(HeaderNames.AUTHORIZATION).orElseThrow(Authentication::missing);
        // The scheme's name is case-insensitive (RFC 9110, 11.1).
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw missing();
        }
        try {
            return verifier.verify(header.substring(SCHEME.length()).strip());
        } catch (InvalidToken e) {
            throw unauthorized(e.getMessage() + ".", "Bearer realm=\"touchstone\", error=\"invalid_token\"");
        } catch (KeysUnavailable e) {
            LOG.error("No token can be checked", e);
            throw new ProblemException(Problem.of(Status.SERVICE_UNAVAILABLE_503, "Tokens can't be checked right now; try again later."));
        }
    }

    /**
     * The request's caller, who has at least one of {@code roles}.
     *
     * @throws ProblemException 403 otherwise
     */
    public static Caller require(ServerRequest request, Role... roles) {
        Caller caller = Caller.of(request);
        if (Arrays.stream(roles).noneMatch(caller::has)) {
            throw new ProblemException(Problem.of(Status.FORBIDDEN_403, "This needs the role "
                    + String.join(" or ", Arrays.stream(roles).map(Role::claim).toList()) + "."));
        }
        return caller;
    }

    static ProblemException missing() {
        return unauthorized("This needs a bearer token.", "Bearer realm=\"touchstone\"");
    }

    private static ProblemException unauthorized(String detail, String challenge) {
        return new ProblemException(Problem.of(Status.UNAUTHORIZED_401, detail), HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, challenge));
    }
}
