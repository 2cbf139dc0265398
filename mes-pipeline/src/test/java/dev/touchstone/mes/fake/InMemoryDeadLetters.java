package dev.touchstone.mes.fake;

import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public final class InMemoryDeadLetters implements DeadLetters {

    private record Buried(DeadLetter letter, byte[] payload) {}

    private final Map<QueueName, List<Buried>> piles = new LinkedHashMap<>();
    private final List<LetterId> returned = new ArrayList<>();

    public InMemoryDeadLetters(QueueName... queues) {
        for (QueueName queue : queues) {
            piles.put(queue, new ArrayList<>());
        }
    }

    public void bury(QueueName queue, DeadLetter letter, byte[] payload) {
        piles.get(queue).add(new Buried(letter, payload));
    }

    /** What was sent back to work, in that order. */
    public List<LetterId> returned() {
        return List.copyOf(returned);
    }

    @Override
    public Set<QueueName> queues() {
        return piles.keySet();
    }

    @Override
    public Pile look(QueueName queue, int limit) {
        List<Buried> pile = piles.get(queue);
        return new Pile(pile.size(), pile.stream().limit(limit).map(Buried::letter).toList());
    }

    @Override
    public boolean replay(QueueName queue, LetterId letter) {
        return remove(queue, letter, (found, _) -> returned.add(found.id()));
    }

    @Override
    public int replayAll(QueueName queue) {
        List<Buried> pile = piles.get(queue);
        int letters = pile.size();
        pile.forEach(buried -> returned.add(buried.letter().id()));
        pile.clear();
        return letters;
    }

    @Override
    public boolean remove(QueueName queue, LetterId letter, Recorder recorder) {
        Optional<Buried> found = piles.get(queue).stream().filter(buried -> buried.letter().id().equals(letter)).findFirst();
        found.ifPresent(buried -> {
            recorder.record(buried.letter(), buried.payload());
            piles.get(queue).remove(buried);
        });
        return found.isPresent();
    }
}
