package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * An error body of RFC 9457.
 *
 * @param type   a relative URI such as {@code /problems/order-not-found}; empty when the answer was no problem document
 * @param faults one line for each faulty part of the request, led by its JSON pointer
 */
public record Problem(int status, String type, String title, String detail, List<String> faults) {

    static Problem of(int status, JsonNode body) {
        List<String> faults = new ArrayList<>();
        for (JsonNode fault : body.path("errors")) {
            faults.add("%s: %s".formatted(fault.path("pointer").asText(), fault.path("detail").asText()));
        }
        return new Problem(status, body.path("type").asText(), body.path("title").asText(), body.path("detail").asText(),
                List.copyOf(faults));
    }

    String describe() {
        String said = detail.isEmpty() ? title : detail;
        return faults.isEmpty() ? said : "%s (%s)".formatted(said, String.join("; ", faults));
    }
}
