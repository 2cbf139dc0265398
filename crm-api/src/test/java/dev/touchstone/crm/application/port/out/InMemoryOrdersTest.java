package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.Order;

class InMemoryOrdersTest extends OrdersContract {
    private final InMemoryOrders orders = new InMemoryOrders();

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected void place(Order order) {
        orders.placed(order);
    }
}
