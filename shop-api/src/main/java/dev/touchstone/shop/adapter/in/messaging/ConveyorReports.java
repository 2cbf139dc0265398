package dev.touchstone.shop.adapter.in.messaging;

import dev.touchstone.platform.json.JsonFields;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.IncomingMessage;
import dev.touchstone.platform.messaging.MessageHandler;
import dev.touchstone.platform.messaging.PermanentFailure;
import dev.touchstone.platform.messaging.WorkQueue;
import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.application.port.in.FollowConveyor.AlreadyPast;
import dev.touchstone.shop.application.port.in.FollowConveyor.ChangedMeanwhile;
import dev.touchstone.shop.application.port.in.FollowConveyor.Followed;
import dev.touchstone.shop.application.port.in.FollowConveyor.Outcome;
import dev.touchstone.shop.application.port.in.FollowConveyor.TooEarly;
import dev.touchstone.shop.application.port.in.FollowConveyor.UnknownOrder;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Price;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.Rejection;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.function.Supplier;

/** Takes the conveyor's reports off the queue. Each has its effect once: effect and inbox are one transaction. */
public final class ConveyorReports implements MessageHandler {
    private static final String PRICED = "order.priced";
    private static final String REJECTED = "order.rejected";
    private static final String PRODUCTION_STARTED = "order.production-started";
    private static final String PRODUCED = "order.produced";

    public static final WorkQueue QUEUE =
            new WorkQueue("shop.orders", Exchange.ORDERS, List.of(PRICED, REJECTED, PRODUCTION_STARTED, PRODUCED));

    private final FollowConveyor conveyor;
    private final Inbox inbox;

    public ConveyorReports(FollowConveyor conveyor, Inbox inbox) {
        this.conveyor = conveyor;
        this.inbox = inbox;
    }

    @Override
    public boolean handle(IncomingMessage message) {
        Supplier<Outcome> report = read(message);
        return inbox.once(message.id(), () -> settle(report.get()));
    }

    private Supplier<Outcome> read(IncomingMessage message) {
        try {
            return message.json(fields -> {
                OrderId order = new OrderId(fields.uuid("orderId"));
                Instant at = fields.instant("at");
                return switch (message.type()) {
                    case PRICED -> {
                        Quote quote = quote(fields);
                        yield () -> conveyor.priced(order, quote, at);
                    }
                    case REJECTED -> {
                        Rejection rejection = new Rejection(fields.text("code"), fields.text("reason"));
                        yield () -> conveyor.rejected(order, rejection, at);
                    }
                    case PRODUCTION_STARTED -> () -> conveyor.productionStarted(order, at);
                    case PRODUCED -> () -> conveyor.productionFinished(order, at);
                    default -> throw new PermanentFailure("UNKNOWN_TYPE", "Nothing here follows " + message.type());
                };
            });
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure(IncomingMessage.MALFORMED, e.getMessage());
        }
    }

    private static Quote quote(JsonFields fields) {
        Price price = fields.object("price", json -> new Price(json.decimal("amount"), json.text("currency", Currency::getInstance)));
        return new Quote(price, fields.decimal("volumeCubicMillimetres").doubleValue(), fields.decimal("massGrams").doubleValue());
    }

    private static void settle(Outcome outcome) {
        switch (outcome) {
            case Followed _, AlreadyPast _ -> { }
            case UnknownOrder(OrderId order) -> throw new PermanentFailure("UNKNOWN_ORDER", "There is no order " + order);
            case TooEarly(OrderStatus status) -> throw new NotYet("The order is " + status + " still");
            case ChangedMeanwhile() -> throw new NotYet("The order was being changed by somebody else");
        }
    }

    /** Undoes the transaction, so that the message is not noted, and has it come again later. */
    private static final class NotYet extends RuntimeException {
        NotYet(String reason) {
            super(reason);
        }
    }
}
