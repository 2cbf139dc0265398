package dev.touchstone.mes.adapter.in.messaging;

import dev.touchstone.mes.application.port.in.CancelWorkOrder;
import dev.touchstone.mes.application.port.in.ReceiveOrder;
import dev.touchstone.mes.application.port.in.StartProduction;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.platform.json.JsonFields;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.IncomingMessage;
import dev.touchstone.platform.messaging.MessageHandler;
import dev.touchstone.platform.messaging.PermanentFailure;
import dev.touchstone.platform.messaging.WorkQueue;
import java.util.List;

/** What happens to orders elsewhere in the house. */
public final class OrderConsumer implements MessageHandler {

    public static final WorkQueue QUEUE = new WorkQueue("mes.orders", Exchange.ORDERS, List.of(
            "order.submitted", "order.accepted", "order.approved", "order.cancelled", "order.shipped", "order.closed"));

    private final ReceiveOrder receiveOrder;
    private final StartProduction startProduction;
    private final CancelWorkOrder cancelWorkOrder;
    private final Inbox inbox;

    public OrderConsumer(ReceiveOrder receiveOrder, StartProduction startProduction, CancelWorkOrder cancelWorkOrder, Inbox inbox) {
        this.receiveOrder = receiveOrder;
        this.startProduction = startProduction;
        this.cancelWorkOrder = cancelWorkOrder;
        this.inbox = inbox;
    }

    @Override
    public boolean handle(IncomingMessage message) {
        Runnable effect = effect(message);
        return inbox.once(message.id(), effect);
    }

    private Runnable effect(IncomingMessage message) {
        return switch (message.type()) {
            case "order.submitted" -> {
                ReceiveOrder.Command command = message.json(OrderConsumer::submission);
                yield () -> receiveOrder.receive(command);
            }
            case "order.approved" -> {
                OrderId order = message.json(OrderConsumer::order);
                yield () -> start(order);
            }
            case "order.cancelled" -> {
                OrderId order = message.json(OrderConsumer::order);
                yield () -> cancel(order);
            }
            // Taken so that the publisher's message has a queue to go to; the workshop has nothing to do about them.
            case "order.accepted", "order.shipped", "order.closed" -> () -> {};
            default -> throw new PermanentFailure("UNKNOWN_TYPE", "No work order cares for " + message.type());
        };
    }

    private void start(OrderId order) {
        switch (startProduction.start(new StartProduction.Command(order))) {
            case StartProduction.Started _, StartProduction.TooLate _ -> {}
            case StartProduction.TooEarly _ -> throw new TooEarlyException("The approval of order " + order);
        }
    }

    private void cancel(OrderId order) {
        switch (cancelWorkOrder.cancel(new CancelWorkOrder.Command(order))) {
            case CancelWorkOrder.Cancelled _, CancelWorkOrder.TooLate _ -> {}
            case CancelWorkOrder.TooEarly _ -> throw new TooEarlyException("The cancellation of order " + order);
        }
    }

    private static ReceiveOrder.Command submission(JsonFields fields) {
        return new ReceiveOrder.Command(order(fields), fields.text("model", ModelId::new), new MetalCode(fields.text("metal")));
    }

    private static OrderId order(JsonFields fields) {
        return new OrderId(fields.uuid("orderId"));
    }

    /** Rolls back the note in the inbox, so that the message has its effect when it comes again. */
    private static final class TooEarlyException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooEarlyException(String what) {
            super(what + " came too early");
        }
    }
}
