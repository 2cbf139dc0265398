package dev.touchstone.platform.http;

import dev.touchstone.platform.json.InvalidJson;
import dev.touchstone.platform.json.JsonFields;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HttpMediaType;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/** Reads request bodies strictly: what is malformed, missing, of the wrong type or unknown comes back as one 400 that names it all. */
public final class JsonBody {
    private static final int MAX_BYTES = 64 * 1024;

    private JsonBody() {
    }

    /** @throws ProblemException 400 for a faulty document, 413 beyond 64 KiB, 415 for another media type */
    public static <T> T read(ServerRequest request, Function<JsonFields, T> reader) {
        HttpMediaType type = request.headers().contentType().orElse(null);
        if (type == null || !type.mediaType().text().equals(MediaTypes.APPLICATION_JSON_VALUE)) {
            throw new ProblemException(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "The body must be application/json."));
        }
        byte[] document = bytes(request);
        try {
            return JsonFields.strict(document, reader);
        } catch (InvalidJson e) {
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "invalid-body", "Invalid body", "The body has faults: " + e.getMessage() + ".")
                    .withErrors(e.faults()));
        }
    }

    private static byte[] bytes(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream body = request.content().inputStream()) {
            byte[] document = body.readNBytes(MAX_BYTES + 1);
            if (document.length > MAX_BYTES) {
                throw new ProblemException(Problem.of(Status.REQUEST_ENTITY_TOO_LARGE_413, "The body must not be longer than 64 KiB."));
            }
            return document;
        } catch (IOException e) {
            // The client went away or broke the transfer coding; there may be nobody left to read this.
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "The body could not be read to its end."));
        }
    }
}
