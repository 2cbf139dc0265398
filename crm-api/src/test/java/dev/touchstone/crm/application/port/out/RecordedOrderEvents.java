package dev.touchstone.crm.application.port.out;

import dev.touchstone.crm.domain.order.ApprovedOrder;
import dev.touchstone.crm.domain.order.ClosedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.ShippedOrder;
import java.util.ArrayList;
import java.util.List;

public final class RecordedOrderEvents implements OrderEvents {
    private final List<Order> told = new ArrayList<>();

    public List<Order> told() {
        return List.copyOf(told);
    }

    @Override
    public void approved(ApprovedOrder order) {
        told.add(order);
    }

    @Override
    public void shipped(ShippedOrder order) {
        told.add(order);
    }

    @Override
    public void closed(ClosedOrder order) {
        told.add(order);
    }
}
