package dev.touchstone.local.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.touchstone.local.client.FakeSuite;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTrafficTest {

    private static final Patience SHORT = new Patience(Duration.ofMillis(500), Duration.ofMillis(5));

    private final FakeSuite fake = new FakeSuite();
    private final SuiteClient suite = fake.client();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final DemoTraffic traffic = new DemoTraffic(suite, SHORT, new DemoTraffic.Listener() {
        @Override
        public void ended(String piece, Order order) {
            // Counted by the tally.
        }

        @Override
        public void failed(String piece, RuntimeException reason) {
            failures.add(reason.getMessage());
        }
    });

    @AfterEach
    void stop() {
        traffic.close();
        suite.close();
        fake.close();
    }

    @Test
    void everyKindOfPieceEndsAsItShould() {
        traffic.beginEveryKind();

        await().atMost(Duration.ofSeconds(20)).until(() -> traffic.tally().underWay() == 0);
        assertThat(failures).isEmpty();
        assertThat(traffic.tally()).isEqualTo(new Tally(0, 6, 1, 1, 0));
        assertThat(fake.sessionsOpened).hasSize(6).contains("mona", "milo");
    }

    @Test
    void aWrongMeasurementIsAFailure() {
        fake.measuringError = 1.01;
        traffic.begin();

        await().atMost(Duration.ofSeconds(20)).until(() -> traffic.tally().underWay() == 0);
        assertThat(traffic.tally()).isEqualTo(new Tally(0, 0, 0, 0, 1));
        assertThat(failures).singleElement().asString().contains("measured", "geometry gives");
    }

    @Test
    void anOrderThatDoesNotMoveIsAFailure() {
        fake.conveyorStopped = true;
        traffic.begin();

        await().atMost(Duration.ofSeconds(20)).until(() -> traffic.tally().underWay() == 0);
        assertThat(failures).singleElement().asString().contains("has stayed SUBMITTED");
    }

    @Test
    void namesDifferAndVolumesAreKnownUnlessTheSurfaceIsOpen() {
        Set<String> names = new HashSet<>();
        IntStream.range(0, 3 * Piece.KINDS).mapToObj(Piece::number).forEach(piece -> {
            names.add(piece.name());
            assertThat(piece.volume().isPresent()).isEqualTo(!piece.name().contains("open surface"));
        });
        assertThat(names).hasSize(3 * Piece.KINDS - 2);
    }
}
