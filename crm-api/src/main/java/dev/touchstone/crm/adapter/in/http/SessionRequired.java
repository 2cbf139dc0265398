package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.crm.application.port.in.ResumeSession.Resumed;
import dev.touchstone.crm.application.port.in.ResumeSession.SessionExpired;
import dev.touchstone.crm.application.port.in.ResumeSession.UnknownSession;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionToken;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.identity.Caller;
import dev.touchstone.platform.identity.Role;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;

/** Lets a request through to its handler only from the holder of an active session, and only from the CRM's own pages. */
public final class SessionRequired {
    // No scheme is registered for cookies, and RFC 9110 wants a challenge with every 401.
    private static final Header CHALLENGE =
            HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Cookie realm=\"touchstone\", cookie-name=\"" + SessionCookie.NAME + "\"");

    /** Answers hold what only managers may see; no cache keeps them. */
    static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private static final String REMEDY = "; open one with POST " + SessionRoutes.PATH + ".";

    private final ResumeSession resumeSession;
    private final SessionCookie cookie;

    public SessionRequired(ResumeSession resumeSession, SessionCookie cookie) {
        this.resumeSession = resumeSession;
        this.cookie = cookie;
    }

    Handler then(SessionHandler handler) {
        return (request, response) -> {
            CrossOrigin.refuse(request);
            ActiveSession session = session(request);
            new Caller(session.user().value(), Set.of(Role.MANAGER)).attachTo(request);
            handler.handle(request, response.header(NO_STORE), session);
        };
    }

    private ActiveSession session(ServerRequest request) {
        SessionToken token = cookie.token(request)
                .orElseThrow(() -> unauthorized("session-required", "Session required", "This needs a session"));
        return switch (resumeSession.resume(new ResumeSession.Command(token))) {
            case Resumed(ActiveSession session) -> session;
            case UnknownSession _ -> throw unauthorized("session-unknown", "Session unknown", "There is no such session any more");
            case SessionExpired _ -> throw unauthorized("session-expired", "Session expired", "The session has expired");
        };
    }

    private static ProblemException unauthorized(String name, String title, String detail) {
        return new ProblemException(Problem.of(Status.UNAUTHORIZED_401, name, title, detail + REMEDY), CHALLENGE);
    }
}
