package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.order.OrderId;

/** New ids, each greater than those before it. */
public interface OrderIds {
    OrderId next();
}
