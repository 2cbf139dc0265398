package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** An amount of money in an ISO 4217 currency. */
public record Price(BigDecimal amount, String currency) {

    static Price of(JsonNode json) {
        return new Price(new BigDecimal(json.required("amount").asText()), json.required("currency").asText());
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }
}
