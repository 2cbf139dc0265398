package dev.touchstone.platform.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.touchstone.platform.json.InvalidJson.Fault;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The fields of a JSON object, read one by one: each has to be there and of the right type, nothing is coerced.
 *
 * <p>A getter that meets a fault notes it and returns {@code null} (or 0), so that the reader goes on and one
 * {@link InvalidJson} tells all faults in the end; what the reader builds from placeholders is thrown away.
 */
public final class JsonFields {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(100).build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode node;
    private final String pointer;
    private final List<Fault> faults;
    private final Set<String> read = new HashSet<>();
    private final boolean strict;

    private JsonFields(JsonNode node, String pointer, List<Fault> faults, boolean strict) {
        this.node = node;
        this.pointer = pointer;
        this.faults = faults;
        this.strict = strict;
    }

    /** Reads a document in which a field that {@code reader} does not ask for is a fault: a client's misspelling should not go unnoticed. */
    public static <T> T strict(byte[] document, Function<JsonFields, T> reader) {
        return parse(document, true, reader);
    }

    /** Reads a document that may hold more than {@code reader} asks for: the sender may be newer than we are. */
    public static <T> T tolerant(byte[] document, Function<JsonFields, T> reader) {
        return parse(document, false, reader);
    }

    private static <T> T parse(byte[] document, boolean strict, Function<JsonFields, T> reader) {
        JsonNode node;
        try {
            node = MAPPER.readTree(document);
        } catch (JacksonException e) {
            throw new InvalidJson(List.of(new Fault("", "is not well-formed JSON" + place(e))));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        if (!node.isObject()) {
            throw new InvalidJson(List.of(new Fault("", "must be a JSON object")));
        }
        List<Fault> faults = new ArrayList<>();
        T result = new JsonFields(node, "", faults, strict).readWith(reader);
        if (!faults.isEmpty()) {
            throw new InvalidJson(faults);
        }
        return result;
    }

    // The parser's own message quotes the document, which has no place in an answer or a log.
    private static String place(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ")";
    }

    private <T> T readWith(Function<JsonFields, T> reader) {
        T result = null;
        try {
            result = reader.apply(this);
        } catch (RuntimeException e) {
            // A constructor that refuses a placeholder only follows from a fault that is already noted.
            if (faults.isEmpty()) {
                throw e;
            }
        }
        if (strict) {
            node.fieldNames().forEachRemaining(name -> {
                if (!read.contains(name)) {
                    fault(name, "is not a known field");
                }
            });
        }
        return result;
    }

    public String text(String name) {
        return text(name, Function.identity());
    }

    /** @param parser throws {@link IllegalArgumentException} with a message for people when the text does not denote a {@code T} */
    public <T> T text(String name, Function<String, T> parser) {
        return value(name, JsonNode::isTextual, "a string", field -> parser.apply(field.textValue()));
    }

    public Optional<String> optionalText(String name) {
        return optional(name, () -> text(name));
    }

    /** @param parser as for {@link #text(String, Function)} */
    public <T> Optional<T> optionalText(String name, Function<String, T> parser) {
        return optional(name, () -> text(name, parser));
    }

    public UUID uuid(String name) {
        return text(name, text -> {
            // UUID.fromString also takes shortened groups such as 1-1-1-1-1.
            if (text.length() != 36) {
                throw new IllegalArgumentException("must be a UUID");
            }
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a UUID", e);
            }
        });
    }

    /** ISO 8601 with an offset, such as {@code 2026-11-22T10:15:30Z}. */
    public Instant instant(String name) {
        return text(name, text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("must be an ISO 8601 time", e);
            }
        });
    }

    public long integer(String name) {
        Long value = value(name, field -> field.isIntegralNumber() && field.canConvertToLong(), "a whole number", JsonNode::longValue);
        return value == null ? 0 : value;
    }

    /** A JSON number, or a string that holds one, since money travels as text. */
    public BigDecimal decimal(String name) {
        return value(name, field -> field.isNumber() || field.isTextual(), "a decimal number", field -> {
            if (field.isNumber()) {
                return field.decimalValue();
            }
            try {
                return new BigDecimal(field.textValue());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a decimal number", e);
            }
        });
    }

    /** @param parser as for {@link #text(String, Function)} */
    public <T> Optional<T> optionalDecimal(String name, Function<BigDecimal, T> parser) {
        return optional(name, () -> value(name, JsonNode::isNumber, "a number", field -> parser.apply(field.decimalValue())));
    }

    /** A nested object, under the same rules. */
    public <T> T object(String name, Function<JsonFields, T> reader) {
        return value(name, JsonNode::isObject, "an object", field -> new JsonFields(field, child(name), faults, strict).readWith(reader));
    }

    public <T> Optional<T> optionalObject(String name, Function<JsonFields, T> reader) {
        return optional(name, () -> object(name, reader));
    }

    private <T> Optional<T> optional(String name, Supplier<T> getter) {
        read.add(name);
        return node.hasNonNull(name) ? Optional.ofNullable(getter.get()) : Optional.empty();
    }

    private <T> T value(String name, Predicate<JsonNode> type, String typeName, Function<JsonNode, T> parser) {
        read.add(name);
        JsonNode field = node.get(name);
        if (field == null || field.isNull()) {
            fault(name, "is missing");
        } else if (!type.test(field)) {
            fault(name, "must be " + typeName);
        } else {
            try {
                return parser.apply(field);
            } catch (IllegalArgumentException e) {
                fault(name, e.getMessage() == null ? "is malformed" : e.getMessage());
            }
        }
        return null;
    }

    private void fault(String name, String detail) {
        faults.add(new Fault(child(name), detail));
    }

    private String child(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
