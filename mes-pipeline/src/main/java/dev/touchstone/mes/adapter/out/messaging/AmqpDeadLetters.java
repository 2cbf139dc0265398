package dev.touchstone.mes.adapter.out.messaging;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.platform.messaging.BrokerConnection;
import dev.touchstone.platform.messaging.DeadLetterAges;
import dev.touchstone.platform.messaging.DeadLetterQueue;
import dev.touchstone.platform.messaging.DeadLetterQueue.Glance;
import dev.touchstone.platform.messaging.DeadLetterQueue.Letter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

public final class AmqpDeadLetters implements DeadLetters {

    private final Map<QueueName, DeadLetterQueue> queues = new LinkedHashMap<>();

    /** @param queues work queues, in the order in which they are to be shown */
    public AmqpDeadLetters(BrokerConnection broker, Set<QueueName> queues) {
        queues.forEach(queue -> this.queues.put(queue, new DeadLetterQueue(broker, queue.value())));
    }

    /** The ages of the oldest letters, for a probe; takes turns with whoever is at the desk. */
    public Probe.Source ages(InstantSource clock) {
        return new DeadLetterAges(queues.values(), clock);
    }

    @Override
    public Set<QueueName> queues() {
        return Collections.unmodifiableSet(queues.keySet());
    }

    @Override
    public Pile look(QueueName queue, int limit) {
        Glance glance = asked(queue, letters -> letters.glance(limit));
        return new Pile(glance.letters(), glance.oldest().stream().map(AmqpDeadLetters::letter).toList());
    }

    @Override
    public boolean replay(QueueName queue, LetterId letter) {
        return asked(queue, letters -> letters.replay(letter.value()));
    }

    @Override
    public int replayAll(QueueName queue) {
        return asked(queue, DeadLetterQueue::replayAll);
    }

    @Override
    public boolean remove(QueueName queue, LetterId letter, Recorder recorder) {
        return asked(queue, letters -> letters.discard(letter.value(), (found, payload) -> recorder.record(letter(found), payload)));
    }

    private static DeadLetter letter(Letter letter) {
        return new DeadLetter(new LetterId(letter.id()), letter.type(), letter.reason(), letter.detail(), letter.attempts(), letter.deadSince(), letter.payloadBytes());
    }

    private interface Question<T> {
        T ask(DeadLetterQueue letters) throws IOException;
    }

    private <T> T asked(QueueName queue, Question<T> question) {
        try {
            return question.ask(queues.get(queue));
        } catch (IOException e) {
            throw new TechnicalFailure(TechnicalFailure.Code.BROKER, "The dead letters of " + queue + " are out of reach", e);
        }
    }
}
