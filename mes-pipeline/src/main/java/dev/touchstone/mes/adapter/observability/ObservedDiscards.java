package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.observability.port.PortObserver;
import java.util.Optional;

public final class ObservedDiscards implements Discards {

    private final Discards discards;
    private final PortObserver observer;

    public ObservedDiscards(Discards discards, PortObserver observer) {
        this.discards = discards;
        this.observer = observer;
    }

    @Override
    public boolean add(Discard discard) {
        return observer.call(MesCall.ADD_DISCARD, () -> discards.add(discard));
    }

    @Override
    public Optional<Discard> find(QueueName queue, LetterId letter) {
        return observer.call(MesCall.FIND_DISCARD, () -> discards.find(queue, letter));
    }
}
