package dev.touchstone.platform.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;
import java.util.UUID;

/** Reads what a request's path names. */
public final class PathParameters {
    private static final int UUID_LENGTH = 36;

    private PathParameters() {
    }

    /**
     * @param unknown what is answered when the parameter is no UUID, usually as if it was one that nothing has
     * @throws ProblemException {@code unknown}
     */
    public static UUID uuid(ServerRequest request, String name, Problem unknown) {
        return uuid(request.path().pathParameters().get(name)).orElseThrow(() -> new ProblemException(unknown));
    }

    static Optional<UUID> uuid(String text) {
        try {
            // UUID.fromString also takes shortened groups such as 1-1-1-1-1.
            return text.length() == UUID_LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
