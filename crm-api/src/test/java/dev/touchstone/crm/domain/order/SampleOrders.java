package dev.touchstone.crm.domain.order;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Orders with a past that leads to their status, a minute a step. */
public final class SampleOrders {
    public static final Instant PLACED_AT = Instant.parse("2026-03-01T09:00:00Z");
    public static final String MODEL = "a".repeat(64);

    private SampleOrders() {
    }

    public static OrderId id(int number) {
        return new OrderId(UUID.fromString("019ca8b3-0000-7000-8000-%012x".formatted(number)));
    }

    public static Order order(int number, OrderStatus status) {
        List<StatusChange> history = new ArrayList<>();
        for (OrderStatus passed : past(status)) {
            history.add(new StatusChange(passed, PLACED_AT.plus(Duration.ofMinutes(history.size()))));
        }
        boolean quoted = status != OrderStatus.SUBMITTED && status != OrderStatus.REJECTED;
        boolean rejected = status == OrderStatus.REJECTED;
        return Order.of(status, new OrderDetails(id(number), history.size(), "customer-" + number, MODEL, "silver-925",
                quoted ? Optional.of(new Quote(new Price(new BigDecimal("123.45"), Currency.getInstance("EUR")), 4.9176, 0.0509))
                        : Optional.empty(),
                rejected ? Optional.of(new Rejection("NOT_WATERTIGHT", "12 open edges")) : Optional.empty(),
                PLACED_AT, history.getLast().at(), history));
    }

    private static List<OrderStatus> past(OrderStatus status) {
        return switch (status) {
            case SUBMITTED -> List.of(OrderStatus.SUBMITTED);
            case PRICED, REJECTED -> after(OrderStatus.SUBMITTED, status);
            case ACCEPTED, CANCELLED -> after(OrderStatus.PRICED, status);
            case APPROVED -> after(OrderStatus.ACCEPTED, status);
            case IN_PRODUCTION -> after(OrderStatus.APPROVED, status);
            case PRODUCED -> after(OrderStatus.IN_PRODUCTION, status);
            case SHIPPED -> after(OrderStatus.PRODUCED, status);
            case CLOSED -> after(OrderStatus.SHIPPED, status);
        };
    }

    private static List<OrderStatus> after(OrderStatus before, OrderStatus status) {
        List<OrderStatus> statuses = new ArrayList<>(past(before));
        statuses.add(status);
        return statuses;
    }
}
