package dev.touchstone.crm.adapter.in.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.crm.application.port.in.CloseSession;
import dev.touchstone.crm.application.port.in.OpenSession;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.Caller;
import dev.touchstone.platform.identity.Role;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** {@code /api/v1/sessions}: exchanges a manager's token for a session. */
public final class SessionRoutes implements HttpService {
    public static final String PATH = "/api/v1/sessions";

    private final OpenSession openSession;
    private final CloseSession closeSession;
    private final Authentication authentication;
    private final SessionRequired session;
    private final SessionCookie cookie;

    public SessionRoutes(OpenSession openSession, CloseSession closeSession, Authentication authentication, SessionRequired session,
                         SessionCookie cookie) {
        this.openSession = openSession;
        this.closeSession = closeSession;
        this.authentication = authentication;
        this.session = session;
        this.cookie = cookie;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::open)
                .get("/current", session.then(this::view))
                .delete("/current", session.then(this::close));
    }

    private void open(ServerRequest request, ServerResponse response) {
        authentication.authenticate(request).attachTo(request);
        Caller caller = Authentication.require(request, Role.MANAGER);
        OpenSession.Opened opened = openSession.open(new OpenSession.Command(new UserId(caller.subject())));
        cookie.give(opened.token(), response);
        response.status(Status.CREATED_201)
                .header(HeaderNames.LOCATION, PATH + "/current")
                .header(SessionRequired.NO_STORE)
                .send(json(opened.session()));
    }

    private void view(ServerRequest request, ServerResponse response, ActiveSession session) {
        response.send(json(session));
    }

    private void close(ServerRequest request, ServerResponse response, ActiveSession session) {
        closeSession.close(new CloseSession.Command(session.token()));
        cookie.take(response);
        response.status(Status.NO_CONTENT_204).send();
    }

    private static ObjectNode json(ActiveSession session) {
        return JsonNodeFactory.instance.objectNode()
                .put("userId", session.user().value())
                .put("openedAt", session.openedAt().toString())
                .put("expiresAt", session.expiresAt().toString());
    }
}
