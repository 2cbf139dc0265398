package dev.touchstone.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.platform.json.InvalidJson.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
    @Test
    void readsEachTypeOfValue() {
        List<Object> read = strict("""
                {"id": "0199a5c4-7c00-7000-8000-000000000001", "at": "2026-11-22T10:15:30Z", "count": 9007199254740993,
                 "volume": 4.91760000000000000001, "price": {"amount": "12.30"}, "note": null}
                """, fields -> List.of(fields.uuid("id"), fields.instant("at"), fields.integer("count"), fields.decimal("volume"),
                fields.object("price", price -> price.decimal("amount")), fields.optionalText("note"), fields.optionalText("remark")));

        assertThat(read).containsExactly(UUID.fromString("0199a5c4-7c00-7000-8000-000000000001"), Instant.parse("2026-11-22T10:15:30Z"),
                9007199254740993L, new BigDecimal("4.91760000000000000001"), new BigDecimal("12.30"), Optional.empty(), Optional.empty());
    }

    @Test
    void coercesNothing() {
        assertThat(faults("""
                {"id": "1-1-1-1-1", "at": "yesterday", "count": 1.0, "text": 5, "volume": "much", "price": []}
                """, fields -> List.of(fields.uuid("id"), fields.instant("at"), fields.integer("count"), fields.text("text"), fields.decimal("volume"),
                fields.object("price", price -> price.decimal("amount")))))
                .containsExactly(
                        new Fault("/id", "must be a UUID"), new Fault("/at", "must be an ISO 8601 time"), new Fault("/count", "must be a whole number"),
                        new Fault("/text", "must be a string"), new Fault("/volume", "must be a decimal number"), new Fault("/price", "must be an object"));
    }

    @Test
    void pointsIntoNestedObjects() {
        assertThat(faults("{\"price\": {\"amount\": true, \"tax\": 1}}", fields -> fields.object("price", price -> price.decimal("amount"))))
                .containsExactly(new Fault("/price/amount", "must be a decimal number"), new Fault("/price/tax", "is not a known field"));
    }

    @Test
    void saysWhyATextDoesNotDenoteWhatItShould() {
        assertThat(faults("{\"metal\": \"tin\"}", fields -> fields.text("metal", _ -> {
            throw new IllegalArgumentException("must be a precious metal");
        }))).containsExactly(new Fault("/metal", "must be a precious metal"));
    }

    @Test
    void bearsFieldsThatANewerSenderAdds() {
        assertThat(JsonFields.<String>tolerant(bytes("{\"metal\": \"gold\", \"carat\": 18}"), fields -> fields.text("metal"))).isEqualTo("gold");
    }

    @Test
    void refusesANestingThatWouldExhaustTheStack() {
        assertThat(faults("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000), _ -> null)).extracting(Fault::detail).singleElement().asString().startsWith("is not well-formed JSON");
    }

    @Test
    void doesNotEchoTheDocumentInItsFaults() {
        assertThat(faults("{\"password\": hunter2}", _ -> null).toString()).doesNotContain("hunter2", "password");
    }

    private static <T> T strict(String document, Function<JsonFields, T> reader) {
        return JsonFields.strict(bytes(document), reader);
    }

    private static List<Fault> faults(String document, Function<JsonFields, Object> reader) {
        InvalidJson[] thrown = new InvalidJson[1];
        assertThatExceptionOfType(InvalidJson.class).isThrownBy(() -> strict(document, reader)).satisfies(failure -> thrown[0] = failure);
        return thrown[0].faults();
    }

    private static byte[] bytes(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }
}
