package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.observability.port.PortObserver;
import java.util.Set;

public final class ObservedDeadLetters implements DeadLetters {

    private final DeadLetters deadLetters;
    private final PortObserver observer;

    public ObservedDeadLetters(DeadLetters deadLetters, PortObserver observer) {
        this.deadLetters = deadLetters;
        this.observer = observer;
    }

    @Override
    public Set<QueueName> queues() {
        return observer.call(MesCall.DEAD_LETTER_QUEUES, deadLetters::queues);
    }

    @Override
    public Pile look(QueueName queue, int limit) {
        return observer.call(MesCall.LOOK_AT_DEAD_LETTERS, () -> deadLetters.look(queue, limit));
    }

    @Override
    public boolean replay(QueueName queue, LetterId letter) {
        return observer.call(MesCall.REPLAY_DEAD_LETTER, () -> deadLetters.replay(queue, letter));
    }

    @Override
    public int replayAll(QueueName queue) {
        return observer.call(MesCall.REPLAY_ALL_DEAD_LETTERS, () -> deadLetters.replayAll(queue));
    }

    @Override
    public boolean remove(QueueName queue, LetterId letter, Recorder recorder) {
        return observer.call(MesCall.REMOVE_DEAD_LETTER, () -> deadLetters.remove(queue, letter, recorder));
    }
}
