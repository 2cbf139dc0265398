package dev.touchstone.shop.adapter.in.schedule;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import dev.touchstone.shop.application.port.in.CountOrders;
import java.util.ArrayList;
import java.util.List;

/** Orders by status; the age only where an order is still waited for. */
public final class OrdersProbe implements Probe.Source {
    private static final double MILLISECONDS = 1e-3;

    private final CountOrders countOrders;

    public OrdersProbe(CountOrders countOrders) {
        this.countOrders = countOrders;
    }

    @Override
    public List<Reading> read() {
        List<Reading> readings = new ArrayList<>();
        countOrders.byStatus().forEach((status, standing) -> {
            readings.add(Reading.of(Metric.ORDERS, standing.orders(), status.name()));
            if (!status.next().isEmpty()) {
                readings.add(Reading.of(Metric.ORDER_OLDEST_AGE, standing.oldest().toMillis() * MILLISECONDS, status.name()));
            }
        });
        return readings;
    }
}
