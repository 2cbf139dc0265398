package dev.touchstone.platform.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * @param id      the message's identity through all retries; receivers tell duplicates by it
 * @param payload JSON
 */
public record OutgoingMessage(UUID id, Exchange exchange, String routingKey, String type, byte[] payload) {
    /** A message with a new id. */
    public static OutgoingMessage of(Exchange exchange, String routingKey, String type, byte[] payload) {
        return new OutgoingMessage(UuidCreator.getTimeOrderedEpoch(), exchange, routingKey, type, payload);
    }

    /** An event about an order: its type is its routing key. */
    public static OutgoingMessage event(String type, byte[] payload) {
        return of(Exchange.ORDERS, type, type, payload);
    }
}
