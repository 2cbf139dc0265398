package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * What lies dead of a work queue.
 *
 * @param messages how many there are, listed or not
 * @param letters  the longest dead first
 */
public record DeadLetters(String queue, int messages, List<Letter> letters) {

    /**
     * A message that could not be handled.
     *
     * @param reason     a code such as ATTEMPTS_EXHAUSTED
     * @param ageSeconds since it was given up
     */
    public record Letter(String id, String type, String reason, Optional<String> detail, int attempts, OptionalDouble ageSeconds,
            int payloadBytes) {

        static Letter of(JsonNode json) {
            return new Letter(json.required("id").asText(), json.required("type").asText(), json.required("reason").asText(),
                    Json.text(json, "detail"), json.required("attempts").asInt(),
                    json.hasNonNull("ageSeconds") ? OptionalDouble.of(json.get("ageSeconds").asDouble()) : OptionalDouble.empty(),
                    json.required("payloadBytes").asInt());
        }
    }

    static DeadLetters of(JsonNode json) {
        return new DeadLetters(json.required("queue").asText(), json.required("messages").asInt(),
                StreamSupport.stream(json.required("letters").spliterator(), false).map(Letter::of).toList());
    }
}
