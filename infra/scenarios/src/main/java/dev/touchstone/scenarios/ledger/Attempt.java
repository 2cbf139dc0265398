package dev.touchstone.scenarios.ledger;

import java.util.Optional;
import java.util.UUID;

/**
 * An order as the customer remembers it.
 *
 * @param key      of idempotency
 * @param model    SHA-256 of the uploaded file
 * @param order    what the shop acknowledged with a 2xx; empty when it never did
 * @param stumbled whether a request for it had to be repeated
 */
public record Attempt(String customer, String key, String model, String metal, Optional<UUID> order, boolean stumbled) {
}
