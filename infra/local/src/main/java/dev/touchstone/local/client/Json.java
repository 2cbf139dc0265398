package dev.touchstone.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads what the services write; decimals keep every digit. */
final class Json {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Json() {
    }

    static JsonNode parse(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    static Optional<JsonNode> optional(JsonNode json, String field) {
        return json.hasNonNull(field) ? Optional.of(json.get(field)) : Optional.empty();
    }

    static Optional<String> text(JsonNode json, String field) {
        return optional(json, field).map(JsonNode::asText);
    }

    /** A number, or a text that holds one. */
    static Optional<BigDecimal> decimal(JsonNode json, String field) {
        return optional(json, field).map(value -> value.isTextual() ? new BigDecimal(value.asText()) : value.decimalValue());
    }
}
