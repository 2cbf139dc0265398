package dev.touchstone.mes.adapter.in.messaging;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.CompleteStage;
import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.in.PerformStage.NotDue;
import dev.touchstone.mes.application.port.in.PerformStage.Performed;
import dev.touchstone.mes.application.port.in.PerformStage.Rejected;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.StageResult;
import dev.touchstone.platform.json.JsonFields;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.IncomingMessage;
import dev.touchstone.platform.messaging.MessageHandler;
import dev.touchstone.platform.messaging.PermanentFailure;
import dev.touchstone.platform.messaging.WorkQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * The work of one station. It takes seconds to minutes, so it is done outside any transaction; only its record is written together with
 * the note that the message has had its effect. A crash in between repeats the work, never the record.
 */
public final class StageConsumer implements MessageHandler {

    private final Stage stage;
    private final PerformStage performStage;
    private final CompleteStage completeStage;
    private final Inbox inbox;
    private final Clock clock;

    public StageConsumer(Stage stage, PerformStage performStage, CompleteStage completeStage, Inbox inbox, Clock clock) {
        this.stage = stage;
        this.performStage = performStage;
        this.completeStage = completeStage;
        this.inbox = inbox;
        this.clock = clock;
    }

    public static WorkQueue queue(Stage stage) {
        return new WorkQueue("conveyor." + stage.label(), Exchange.CONVEYOR, List.of(stage.label()));
    }

    @Override
    public boolean handle(IncomingMessage message) throws InterruptedException {
        if (inbox.seen(message.id())) {
            return false;
        }
        PerformStage.Command command = command(message);
        Instant startedAt = clock.instant();
        return switch (perform(command)) {
            case Performed(StageResult result) -> record(message, command.order(), result, startedAt);
            case Rejected(StageResult result) -> record(message, command.order(), result, startedAt);
            case NotDue _ -> inbox.once(message.id(), () -> {});
        };
    }

    private PerformStage.Outcome perform(PerformStage.Command command) throws InterruptedException {
        try {
            return performStage.perform(command);
        } catch (TechnicalFailure e) {
            if (e.code() == TechnicalFailure.Code.STOPPED) {
                // Nobody's failure: the message stays unanswered and the broker hands it out again, without using up an attempt.
                throw (InterruptedException) new InterruptedException(e.getMessage()).initCause(e);
            }
            throw e;
        }
    }

    private boolean record(IncomingMessage message, OrderId order, StageResult result, Instant startedAt) {
        return inbox.once(message.id(), () -> completeStage.complete(new CompleteStage.Command(order, result, startedAt)));
    }

    private PerformStage.Command command(IncomingMessage message) {
        if (!message.type().equals("stage." + stage.label())) {
            throw new PermanentFailure("UNKNOWN_TYPE", stage.label() + " does not do " + message.type());
        }
        return message.json(this::command);
    }

    private PerformStage.Command command(JsonFields fields) {
        return new PerformStage.Command(new OrderId(fields.uuid("orderId")), stage, fields.instant("at"));
    }
}
