package dev.touchstone.crm.adapter.in.http;

import dev.touchstone.crm.domain.session.ActiveSession;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

@FunctionalInterface
interface SessionHandler {
    void handle(ServerRequest request, ServerResponse response, ActiveSession session);
}
