package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.domain.session.SessionToken;
import io.helidon.http.SetCookie;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.Optional;

/**
 * Carries the session token between browser and service (RFC 6265). Scripts can't read it, other sites' requests don't
 * carry it, and it goes when the browser does; the server's timeouts end the session in any case.
 *
 * @param secure sent over TLS alone; off only where there is no TLS, such as on the loopback interface
 */
public record SessionCookie(boolean secure) {
    public static final String NAME = "touchstone_session";

    /** Empty when the request has no cookie, or one that no session of ours can have. */
    Optional<SessionToken> token(ServerRequest request) {
        return request.headers().cookies().first(NAME).asOptional().flatMap(SessionToken::parse);
    }

    void give(SessionToken token, ServerResponse response) {
        response.headers().addCookie(cookie(token.secret()).build());
    }

    void take(ServerResponse response) {
        response.headers().addCookie(cookie("").expires(Instant.EPOCH).build());
    }

    private SetCookie.Builder cookie(String value) {
        return SetCookie.builder(NAME, value).path("/").httpOnly(true).secure(secure).sameSite(SetCookie.SameSite.STRICT);
    }
}
