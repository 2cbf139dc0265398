package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Histogram;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.domain.order.Order;
import java.time.Duration;
import java.util.List;

/** How long customers waited for their price. Never throws: who wants to see an order is to see it, noted or not. */
public final class TimedShownPrices implements NoteShownPrices {
    private final NoteShownPrices noteShownPrices;
    private final Meters meters;
    private final Histogram waited;

    public TimedShownPrices(NoteShownPrices noteShownPrices, Meters meters) {
        this.noteShownPrices = noteShownPrices;
        this.meters = meters;
        this.waited = meters.histogram(Metric.ORDER_PRICE_SHOWN);
    }

    @Override
    public List<Duration> shown(List<Order> orders) {
        try {
            List<Duration> first = noteShownPrices.shown(orders);
            first.forEach(waited::record);
            return first;
        } catch (RuntimeException e) {
            // Counted and logged where it happened; the next sight will be taken for the first.
            meters.failed("price-shown");
            return List.of();
        }
    }
}
