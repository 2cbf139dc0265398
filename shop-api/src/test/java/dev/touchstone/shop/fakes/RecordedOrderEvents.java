package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.InMemoryUnitOfWork.Undoable;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The state of an order's type tells the event: each is told of once, on coming to it. */
public final class RecordedOrderEvents implements OrderEvents, Undoable {
    private final List<Order> told = new CopyOnWriteArrayList<>();

    @Override
    public void submitted(SubmittedOrder order) {
        told.add(order);
    }

    @Override
    public void accepted(AcceptedOrder order) {
        told.add(order);
    }

    @Override
    public void cancelled(CancelledOrder order) {
        told.add(order);
    }

    public List<Order> told() {
        return List.copyOf(told);
    }

    @Override
    public Runnable remember() {
        List<Order> before = List.copyOf(told);
        return () -> {
            told.clear();
            told.addAll(before);
        };
    }
}
