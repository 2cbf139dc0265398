package dev.touchstone.observability.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** The seam between authentication and observation: who calls, kept in the request's context and nowhere else. */
public final class Subject {
    private static final Object KEY = Subject.class;

    private Subject() {
    }

    /** To be called by authentication as soon as the caller is known. The last one counts. */
    public static void identify(ServerRequest request, String subject) {
        request.context().register(KEY, subject);
    }

    static Optional<String> of(ServerRequest request) {
        return request.context().get(KEY, String.class);
    }
}
