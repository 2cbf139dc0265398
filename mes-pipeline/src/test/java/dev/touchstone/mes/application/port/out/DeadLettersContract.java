package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mes.application.port.out.DeadLetters.Pile;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What any desk of dead letters keeps. */
public abstract class DeadLettersContract {

    protected static final QueueName QUEUE = new QueueName("conveyor.casting");
    /** Of a service that was never started. */
    protected static final QueueName UNUSED = new QueueName("shop.orders");
    protected static final String TYPE = "stage.casting";

    protected abstract DeadLetters deadLetters();

    /** Makes a message of {@link #QUEUE} a dead letter, for the reason REJECTED. */
    protected abstract void bury(LetterId id, byte[] payload);

    /** The messages that wait for work in {@link #QUEUE}. */
    protected abstract List<LetterId> atWork();

    @Test
    void showsTheLongestDeadAndTakesNothing() {
        List<LetterId> buried = bury(3);

        // RabbitMQ 4 gives up what comes back more than 20 times, unless the queue says otherwise.
        for (int look = 0; look < 25; look++) {
            Pile pile = deadLetters().look(QUEUE, 2);
            assertThat(pile.letters()).isEqualTo(3);
            assertThat(ids(pile)).isEqualTo(buried.subList(0, 2));
        }
        assertThat(ids(deadLetters().look(QUEUE, 50))).isEqualTo(buried);
        assertThat(atWork()).isEmpty();
    }

    @Test
    void tellsWhatDiedAndWhy() {
        LetterId id = new LetterId(UUID.randomUUID().toString());
        bury(id, new byte[7]);

        DeadLetter letter = deadLetters().look(QUEUE, 1).oldest().getFirst();

        assertThat(letter.id()).isEqualTo(id);
        assertThat(letter.type()).isEqualTo(TYPE);
        assertThat(letter.reason()).isEqualTo("REJECTED");
        assertThat(letter.attempts()).isEqualTo(1);
        assertThat(letter.deadSince()).isPresent();
        assertThat(letter.payloadBytes()).isEqualTo(7);
    }

    @Test
    void sendsOneBackToWork() {
        List<LetterId> buried = bury(3);

        assertThat(deadLetters().replay(QUEUE, buried.get(1))).isTrue();

        assertThat(atWork()).containsExactly(buried.get(1));
        assertThat(ids(deadLetters().look(QUEUE, 50))).containsExactly(buried.get(0), buried.get(2));
    }

    @Test
    void sendsAllBackToWorkInTheirOrder() {
        List<LetterId> buried = bury(5);

        assertThat(deadLetters().replayAll(QUEUE)).isEqualTo(5);

        assertThat(atWork()).isEqualTo(buried);
        assertThat(deadLetters().look(QUEUE, 50).letters()).isZero();
        assertThat(deadLetters().replayAll(QUEUE)).isZero();
    }

    @Test
    void removesALetterThatWasRecorded() {
        List<LetterId> buried = bury(2);
        List<String> records = new ArrayList<>();

        boolean removed = deadLetters().remove(QUEUE, buried.getFirst(), (letter, payload) ->
                records.add(letter.id() + " " + new String(payload, StandardCharsets.UTF_8)));

        assertThat(removed).isTrue();
        assertThat(records).containsExactly(buried.getFirst() + " payload 0");
        assertThat(ids(deadLetters().look(QUEUE, 50))).containsExactly(buried.getLast());
        assertThat(atWork()).isEmpty();
    }

    @Test
    void keepsALetterThatCouldNotBeRecorded() {
        List<LetterId> buried = bury(2);

        assertThatThrownBy(() -> deadLetters().remove(QUEUE, buried.getLast(), (_, _) -> {
            throw new IllegalStateException("The book is closed");
        })).hasMessage("The book is closed");

        assertThat(ids(deadLetters().look(QUEUE, 50))).isEqualTo(buried);
    }

    @Test
    void doesNothingForALetterThatIsNotThere() {
        List<LetterId> buried = bury(2);
        LetterId unknown = new LetterId("of another time");
        List<DeadLetter> records = new ArrayList<>();

        assertThat(deadLetters().replay(QUEUE, unknown)).isFalse();
        assertThat(deadLetters().remove(QUEUE, unknown, (letter, _) -> records.add(letter))).isFalse();

        assertThat(records).isEmpty();
        assertThat(atWork()).isEmpty();
        assertThat(ids(deadLetters().look(QUEUE, 50))).isEqualTo(buried);
    }

    @Test
    void findsNothingInAQueueThatWasNeverUsed() {
        assertThat(deadLetters().queues()).containsExactly(QUEUE, UNUSED);
        assertThat(deadLetters().look(UNUSED, 50)).isEqualTo(new Pile(0, List.of()));
        assertThat(deadLetters().replayAll(UNUSED)).isZero();
        assertThat(deadLetters().replay(UNUSED, new LetterId("any"))).isFalse();
    }

    protected final List<LetterId> bury(int letters) {
        List<LetterId> ids = IntStream.range(0, letters).mapToObj(_ -> new LetterId(UUID.randomUUID().toString())).toList();
        for (int i = 0; i < letters; i++) {
            bury(ids.get(i), ("payload " + i).getBytes(StandardCharsets.UTF_8));
        }
        return ids;
    }

    protected static List<LetterId> ids(Pile pile) {
        return pile.oldest().stream().map(DeadLetter::id).toList();
    }
}
