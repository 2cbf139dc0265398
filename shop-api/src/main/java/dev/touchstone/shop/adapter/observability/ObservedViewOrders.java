package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.ViewOrders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import java.util.List;
import java.util.Optional;

public final class ObservedViewOrders implements ViewOrders {
    private final ViewOrders viewOrders;
    private final PortObserver observer;

    public ObservedViewOrders(ViewOrders viewOrders, PortObserver observer) {
        this.viewOrders = viewOrders;
        this.observer = observer;
    }

    @Override
    public Optional<Order> order(CustomerId customer, OrderId order) {
        return observer.call(ShopCall.VIEW_ORDER, () -> viewOrders.order(customer, order));
    }

    @Override
    public List<Order> orders(CustomerId customer, OrderPage page) {
        return observer.call(ShopCall.VIEW_ORDERS, () -> viewOrders.orders(customer, page));
    }
}
