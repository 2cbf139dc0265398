package dev.touchstone.platform.messaging;

import dev.touchstone.platform.json.InvalidJson;
import dev.touchstone.platform.json.JsonFields;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * @param attempt     1 for the first; counts our retries
 * @param redelivered the broker may have handed it out before, to somebody who did not answer
 */
public record IncomingMessage(UUID id, String type, byte[] payload, int attempt, boolean redelivered, Optional<String> traceparent) {
    public static final String MALFORMED = "MALFORMED_MESSAGE";

    /** @throws PermanentFailure {@link #MALFORMED} when the payload is not what {@code reader} expects */
    public <T> T json(Function<JsonFields, T> reader) {
        try {
            return JsonFields.tolerant(payload, reader);
        } catch (InvalidJson e) {
            throw new PermanentFailure(MALFORMED, e.getMessage());
        }
    }
}
