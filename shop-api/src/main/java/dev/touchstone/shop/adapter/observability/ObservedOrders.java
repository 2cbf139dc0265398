package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.util.List;
import java.util.Optional;

public final class ObservedOrders implements Orders {
    private final Orders orders;
    private final PortObserver observer;

    public ObservedOrders(Orders orders, PortObserver observer) {
        this.orders = orders;
        this.observer = observer;
    }

    @Override
    public void add(SubmittedOrder order) {
        observer.run(ShopCall.ADD_ORDER, () -> orders.add(order));
    }

    @Override
    public boolean advance(Order order) {
        return observer.call(ShopCall.ADVANCE_ORDER, () -> orders.advance(order));
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return observer.call(ShopCall.FIND_ORDER, () -> orders.find(id));
    }

    @Override
    public List<Order> of(CustomerId customer, OrderPage page) {
        return observer.call(ShopCall.ORDERS_OF_CUSTOMER, () -> orders.of(customer, page));
    }
}
