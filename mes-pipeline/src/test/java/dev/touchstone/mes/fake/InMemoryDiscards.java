package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public final class InMemoryDiscards implements Discards {

    private final Map<List<Object>, Discard> book = new HashMap<>();

    @Override
    public boolean add(Discard discard) {
        return book.putIfAbsent(List.of(discard.queue(), discard.letter().id()), discard) == null;
    }

    @Override
    public Optional<Discard> find(QueueName queue, LetterId letter) {
        return Optional.ofNullable(book.get(List.of(queue, letter)));
    }
}
