package dev.touchstone.shop.domain.order;

import dev.touchstone.shop.domain.model.ModelId;
import java.util.Objects;

/** What was ordered and by whom; the same for all of an order's life. */
public record OrderDetails(OrderId id, CustomerId customer, ModelId model, Metal metal) {
    public OrderDetails {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(metal, "metal");
    }
}
