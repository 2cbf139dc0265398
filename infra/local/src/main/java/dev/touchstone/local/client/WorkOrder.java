package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What mes-pipeline knows about an order.
 *
 * @param status RECEIVED, PRICED, REJECTED, IN_PRODUCTION, PRODUCED or CANCELLED
 */
public record WorkOrder(UUID orderId, String status, String model, String metal, OptionalLong facets,
        Optional<BigDecimal> volumeCubicMillimetres, Optional<BigDecimal> areaSquareMillimetres, Optional<BigDecimal> massGrams,
        Optional<Price> price, Optional<String> toolpath, List<StageRun> stages) {

    /** A stage of the conveyor that took the order up. */
    public record StageRun(String stage, Optional<Instant> startedAt, Optional<Instant> finishedAt, Optional<String> outcome) {
    }

    static WorkOrder of(JsonNode json) {
        List<StageRun> stages = new ArrayList<>();
        for (JsonNode run : json.path("stages")) {
            stages.add(new StageRun(run.required("stage").asText(), Json.text(run, "startedAt").map(Instant::parse),
                    Json.text(run, "finishedAt").map(Instant::parse), Json.text(run, "outcome")));
        }
        return new WorkOrder(UUID.fromString(json.required("orderId").asText()), json.required("status").asText(),
                json.required("model").asText(), json.required("metal").asText(),
                json.hasNonNull("facets") ? OptionalLong.of(json.get("facets").asLong()) : OptionalLong.empty(),
                Json.decimal(json, "volumeCubicMillimetres"), Json.decimal(json, "areaSquareMillimetres"),
                Json.decimal(json, "massGrams"), Json.optional(json, "price").map(Price::of), Json.text(json, "toolpath"),
                List.copyOf(stages));
    }
}
