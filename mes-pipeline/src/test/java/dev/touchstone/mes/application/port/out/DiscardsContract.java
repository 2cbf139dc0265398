package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What any book of discards keeps. */
public abstract class DiscardsContract {

    private static final QueueName QUEUE = new QueueName("mes.orders");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.000001Z");

    protected abstract Discards discards();

    @Test
    void keepsEverythingAboutADiscard() {
        Discard written = discard(new LetterId(UUID.randomUUID().toString()), "customer gave up");

        assertThat(discards().add(written)).isTrue();

        assertThat(discards().find(QUEUE, written.letter().id())).hasValueSatisfying(read ->
                assertThat(read).usingRecursiveComparison().isEqualTo(written));
    }

    @Test
    void keepsWhatHasNoDetailAndNoTime() {
        LetterId id = new LetterId("not a UUID / at all");
        Discard written = new Discard(QUEUE, new DeadLetter(id, "", "UNKNOWN", Optional.empty(), 1, Optional.empty(), 0), new byte[0], "noise", "olga", AT);
        discards().add(written);

        assertThat(discards().find(QUEUE, id)).hasValueSatisfying(read -> assertThat(read).usingRecursiveComparison().isEqualTo(written));
    }

    @Test
    void staysWithTheFirstReason() {
        LetterId id = new LetterId(UUID.randomUUID().toString());
        discards().add(discard(id, "first"));

        assertThat(discards().add(discard(id, "second"))).isFalse();

        assertThat(discards().find(QUEUE, id).orElseThrow().reason()).isEqualTo("first");
        assertThat(discards().find(new QueueName("conveyor.casting"), id)).isEmpty();
    }

    private static Discard discard(LetterId id, String reason) {
        DeadLetter letter = new DeadLetter(id, "order.submitted", "MALFORMED_MESSAGE", Optional.of("no order id"), 3, Optional.of(AT.minusSeconds(60)), 2);
        return new Discard(QUEUE, letter, new byte[] {'{', '}'}, reason, "olga", AT);
    }
}
