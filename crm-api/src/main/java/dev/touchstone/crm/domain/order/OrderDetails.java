package dev.touchstone.crm.domain.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of an order in every status.
 *
 * @param version   counts the changes of the order; a change is stored only over the version that it was made from
 * @param customer  subject of the customer's token
 * @param model     SHA-256 of the model file, in hexadecimal
 * @param metal     as the shop names it, such as {@code silver-925}
 * @param history   oldest first
 */
public record OrderDetails(OrderId id, int version, String customer, String model, String metal, Optional<Quote> quote,
                           Optional<Rejection> rejection, Instant createdAt, Instant updatedAt, List<StatusChange> history) {
    public OrderDetails {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(metal, "metal");
        Objects.requireNonNull(quote, "quote");
        Objects.requireNonNull(rejection, "rejection");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(updatedAt, "updatedAt");
        history = List.copyOf(history);
    }

    OrderDetails after(OrderStatus status, Instant at) {
        List<StatusChange> longer = new ArrayList<>(history);
        longer.add(new StatusChange(status, at));
        return new OrderDetails(id, version + 1, customer, model, metal, quote, rejection, createdAt, at, longer);
    }
}
