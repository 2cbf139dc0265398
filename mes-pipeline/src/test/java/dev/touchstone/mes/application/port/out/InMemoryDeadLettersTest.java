package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.fake.InMemoryDeadLetters;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class InMemoryDeadLettersTest extends DeadLettersContract {

    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters(QUEUE, UNUSED);

    @Override
    protected DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    protected void bury(LetterId id, byte[] payload) {
        deadLetters.bury(QUEUE, new DeadLetter(id, TYPE, "REJECTED", Optional.empty(), 1, Optional.of(Instant.EPOCH), payload.length), payload);
    }

    @Override
    protected List<LetterId> atWork() {
        return deadLetters.returned();
    }
}
