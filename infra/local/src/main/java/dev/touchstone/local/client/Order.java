package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An order as shop-api or crm-api shows it; only crm-api names the customer. */
public record Order(UUID id, OrderStatus status, String model, String metal, int version, Instant createdAt, Instant updatedAt,
        Optional<Price> price, Optional<BigDecimal> volumeCubicMillimetres, Optional<BigDecimal> massGrams,
        Optional<Rejection> rejection, List<Step> history, Optional<String> customer) {

    /** Why the conveyor can not make it: a closed code and a sentence. */
    public record Rejection(String code, String reason) {
    }

    /** A status that the order reached. */
    public record Step(OrderStatus status, Instant at) {
    }

    public static Order of(JsonNode json) {
        List<Step> history = new ArrayList<>();
        for (JsonNode step : json.path("history")) {
            history.add(new Step(status(step), Instant.parse(step.required("at").asText())));
        }
        return new Order(UUID.fromString(json.required("id").asText()), status(json), json.required("model").asText(),
                json.required("metal").asText(), json.required("version").asInt(),
                Instant.parse(json.required("createdAt").asText()), Instant.parse(json.required("updatedAt").asText()),
                Json.optional(json, "price").map(Price::of), Json.decimal(json, "volumeCubicMillimetres"),
                Json.decimal(json, "massGrams"),
                Json.optional(json, "rejection")
                        .map(why -> new Rejection(why.required("code").asText(), why.required("reason").asText())),
                List.copyOf(history), Json.text(json, "customer"));
    }

    private static OrderStatus status(JsonNode json) {
        return OrderStatus.valueOf(json.required("status").asText());
    }
}
