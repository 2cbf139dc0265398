package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.OrderIds;
import dev.touchstone.shop.domain.order.OrderId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

public final class SequentialOrderIds implements OrderIds {
    // For all tests of the JVM, since some share a database.
    private static final AtomicLong LAST = new AtomicLong();

    @Override
    public OrderId next() {
        return new OrderId(new UUID(0x7000L, 0x8000000000000000L | LAST.incrementAndGet()));
    }
}
