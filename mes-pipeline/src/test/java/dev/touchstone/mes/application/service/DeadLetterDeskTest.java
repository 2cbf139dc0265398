package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.mes.application.port.in.DiscardDeadLetter;
import dev.touchstone.mes.application.port.in.ReplayDeadLetters;
import dev.touchstone.mes.application.port.in.ViewDeadLetters;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Aged;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Filter;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Listed;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Pile;
import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import dev.touchstone.mes.fake.InMemoryDeadLetters;
import dev.touchstone.mes.fake.InMemoryDiscards;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLetterDeskTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final QueueName ORDERS = new QueueName("mes.orders");
    private static final QueueName CASTING = new QueueName("conveyor.casting");
    private static final QueueName UNKNOWN = new QueueName("conveyor.engraving");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryDeadLetters deadLetters = new InMemoryDeadLetters(ORDERS, CASTING);
    private final Discards discards = new InMemoryDiscards();
    private final ViewDeadLetters view = new ViewDeadLettersService(deadLetters, clock);
    private final ReplayDeadLetters replay = new ReplayDeadLettersService(deadLetters);
    private final DiscardDeadLetter discard = new DiscardDeadLetterService(deadLetters, discards, clock);

    @Test
    void tellsHowLongLettersHaveBeenDead() {
        DeadLetter old = bury("old", Optional.of(NOW.minusSeconds(90)));
        DeadLetter ahead = bury("by a clock that is ahead", Optional.of(NOW.plusSeconds(1)));
        DeadLetter timeless = bury("timeless", Optional.empty());

        assertThat(view.list(new Filter(Optional.empty(), 10))).isEqualTo(new Listed(List.of(
                new Pile(ORDERS, 0, List.of()),
                new Pile(CASTING, 3, List.of(new Aged(old, Optional.of(Duration.ofSeconds(90))), new Aged(ahead, Optional.of(Duration.ZERO)), new Aged(timeless, Optional.empty()))))));
    }

    @Test
    void showsOneQueueUpToTheLimit() {
        DeadLetter first = bury("first", Optional.empty());
        bury("second", Optional.empty());

        assertThat(view.list(new Filter(Optional.of(CASTING), 1)))
                .isEqualTo(new Listed(List.of(new Pile(CASTING, 2, List.of(new Aged(first, Optional.empty()))))));
    }

    @Test
    void replaysOneOrAll() {
        bury("first", Optional.empty());
        bury("second", Optional.empty());
        bury("third", Optional.empty());

        assertThat(replay.replay(new ReplayDeadLetters.Command(CASTING, Optional.of(new LetterId("second"))))).isEqualTo(new ReplayDeadLetters.Replayed(1));
        assertThat(deadLetters.returned()).containsExactly(new LetterId("second"));
        assertThat(replay.replay(new ReplayDeadLetters.Command(CASTING, Optional.empty()))).isEqualTo(new ReplayDeadLetters.Replayed(2));
        assertThat(replay.replay(new ReplayDeadLetters.Command(CASTING, Optional.empty()))).isEqualTo(new ReplayDeadLetters.Replayed(0));
    }

    @Test
    void keepsWhoDiscardedWhatAndWhy() {
        DeadLetter letter = bury("nonsense", Optional.of(NOW.minusSeconds(90)));

        assertThat(discard.discard(command("nonsense", "sent by hand"))).isEqualTo(new DiscardDeadLetter.Discarded());

        assertThat(discards.find(CASTING, letter.id())).hasValueSatisfying(kept -> assertThat(kept).usingRecursiveComparison()
                .isEqualTo(new Discard(CASTING, letter, new byte[] {1}, "sent by hand", "olga", NOW)));
        assertThat(deadLetters.look(CASTING, 10).letters()).isZero();
    }

    @Test
    void discardsOnceHoweverOftenItIsTold() {
        bury("nonsense", Optional.empty());
        discard.discard(command("nonsense", "first"));

        assertThat(discard.discard(command("nonsense", "second"))).isEqualTo(new DiscardDeadLetter.Discarded());
        // As after a crash between book and removal.
        bury("nonsense", Optional.empty());
        assertThat(discard.discard(command("nonsense", "third"))).isEqualTo(new DiscardDeadLetter.Discarded());

        assertThat(deadLetters.look(CASTING, 10).letters()).isZero();
        assertThat(discards.find(CASTING, new LetterId("nonsense")).orElseThrow().reason()).isEqualTo("first");
    }

    @Test
    void keepsTheLetterWhenTheBookCanNotBeWritten() {
        bury("precious", Optional.empty());
        Discards closed = new Discards() {
            @Override
            public boolean add(Discard discard) {
                throw new IllegalStateException("no database");
            }

            @Override
            public Optional<Discard> find(QueueName queue, LetterId letter) {
                return Optional.empty();
            }
        };

        assertThatThrownBy(() -> new DiscardDeadLetterService(deadLetters, closed, clock).discard(command("precious", "why not"))).hasMessage("no database");
        assertThat(deadLetters.look(CASTING, 10).letters()).isEqualTo(1);
    }

    @Test
    void refusesUnknownQueuesAndLetters() {
        bury("first", Optional.empty());

        assertThat(view.list(new Filter(Optional.of(UNKNOWN), 10))).isEqualTo(new ViewDeadLetters.UnknownQueue());
        assertThat(replay.replay(new ReplayDeadLetters.Command(UNKNOWN, Optional.empty()))).isEqualTo(new ReplayDeadLetters.UnknownQueue());
        assertThat(replay.replay(new ReplayDeadLetters.Command(ORDERS, Optional.of(new LetterId("first"))))).isEqualTo(new ReplayDeadLetters.UnknownLetter());
        assertThat(discard.discard(new DiscardDeadLetter.Command(UNKNOWN, new LetterId("first"), "why not", "olga"))).isEqualTo(new DiscardDeadLetter.UnknownQueue());
        assertThat(discard.discard(command("second", "why not"))).isEqualTo(new DiscardDeadLetter.UnknownLetter());
        assertThat(deadLetters.look(CASTING, 10).letters()).isEqualTo(1);
    }

    private static DiscardDeadLetter.Command command(String id, String reason) {
        return new DiscardDeadLetter.Command(CASTING, new LetterId(id), reason, "olga");
    }

    private DeadLetter bury(String id, Optional<Instant> deadSince) {
        DeadLetter letter = new DeadLetter(new LetterId(id), "stage.casting", "UNKNOWN_TYPE", Optional.empty(), 1, deadSince, 1);
        deadLetters.bury(CASTING, letter, new byte[] {1});
        return letter;
    }
}
