package dev.touchstone.shop.fakes;

import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.ApprovedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.ClosedOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.InProductionOrder;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.Milestone;
import dev.touchstone.shop.domain.order.OfferedMetals;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Price;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.ProducedOrder;
import dev.touchstone.shop.domain.order.Progress;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.RejectedOrder;
import dev.touchstone.shop.domain.order.Rejection;
import dev.touchstone.shop.domain.order.ShippedOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.domain.order.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Orders in every state, for tests. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    public static final CustomerId ALICE = new CustomerId("alice");
    public static final CustomerId BOB = new CustomerId("bob");
    public static final ModelId RING = new ModelId("1".repeat(64));
    public static final ModelId PENDANT = new ModelId("2".repeat(64));
    public static final Metal SILVER = new Metal("silver-925");
    public static final Metal GOLD = new Metal("gold-750");
    public static final OfferedMetals OFFERED = new OfferedMetals(List.of(SILVER, GOLD));
    public static final Quote QUOTE = new Quote(new Price(new BigDecimal("61.40"), Currency.getInstance("EUR")), 812.25, 8.4375);
    public static final Rejection REJECTION = new Rejection("NOT_WATERTIGHT", "the mesh is open at 12 edges");

    private Samples() {}

    /** The statuses that an order passes on its way, the last one included. */
    public static List<OrderStatus> wayTo(OrderStatus status) {
        return switch (status) {
            case SUBMITTED -> List.of(OrderStatus.SUBMITTED);
            case PRICED, REJECTED -> beyond(OrderStatus.SUBMITTED, status);
            case ACCEPTED, CANCELLED -> beyond(OrderStatus.PRICED, status);
            case APPROVED -> beyond(OrderStatus.ACCEPTED, status);
            case IN_PRODUCTION -> beyond(OrderStatus.APPROVED, status);
            case PRODUCED -> beyond(OrderStatus.IN_PRODUCTION, status);
            case SHIPPED -> beyond(OrderStatus.PRODUCED, status);
            case CLOSED -> beyond(OrderStatus.SHIPPED, status);
        };
    }

    public static Order order(OrderId id, CustomerId customer, OrderStatus status) {
        OrderDetails details = new OrderDetails(id, customer, RING, SILVER);
        Progress progress = progressTo(status);
        return switch (status) {
            case SUBMITTED -> new SubmittedOrder(details, progress);
            case PRICED -> new PricedOrder(details, QUOTE, progress);
            case REJECTED -> new RejectedOrder(details, REJECTION, progress);
            case ACCEPTED -> new AcceptedOrder(details, QUOTE, progress);
            case APPROVED -> new ApprovedOrder(details, QUOTE, progress);
            case IN_PRODUCTION -> new InProductionOrder(details, QUOTE, progress);
            case PRODUCED -> new ProducedOrder(details, QUOTE, progress);
            case SHIPPED -> new ShippedOrder(details, QUOTE, progress);
            case CLOSED -> new ClosedOrder(details, QUOTE, progress);
            case CANCELLED -> new CancelledOrder(details, QUOTE, progress);
        };
    }

    /** One minute for each step, from noon. */
    public static Progress progressTo(OrderStatus status) {
        List<OrderStatus> way = wayTo(status);
        List<Milestone> milestones = new ArrayList<>();
        for (OrderStatus step : way) {
            milestones.add(new Milestone(step, NOON.plusSeconds(60L * milestones.size())));
        }
        return new Progress(new Version(way.size()), milestones);
    }

    private static List<OrderStatus> beyond(OrderStatus before, OrderStatus status) {
        List<OrderStatus> way = new ArrayList<>(wayTo(before));
        way.add(status);
        return List.copyOf(way);
    }
}
