package dev.touchstone.platform.messaging;

import java.util.List;

/**
 * A queue of work with its two companions: one where failed messages wait for the next attempt, one where they end.
 *
 * @param name        such as {@code shop.orders}
 * @param routingKeys what {@code exchange} sends here
 */
public record WorkQueue(String name, Exchange exchange, List<String> routingKeys) {
    public WorkQueue {
        routingKeys = List.copyOf(routingKeys);
    }

    public String retry() {
        return name + ".retry";
    }

    public String deadLetters() {
        return name + ".dlq";
    }
}
