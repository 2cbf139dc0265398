package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.models.ClosedModel;
import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.StlFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VisitTest {

    private static Stream<Visit> visits(LoadPlan plan, int count) {
        return IntStream.range(0, count).mapToObj(number -> Visit.of(plan, number));
    }

    private static LoadPlan seeded(Scenario scenario, long seed) {
        return Plans.of(scenario, 60, Duration.ofMinutes(1), seed);
    }

    @Test
    void theSameSeedSendsTheSameVisitors() {
        List<String> once = visits(seeded(Scenario.STEADY, 5), 50).map(VisitTest::described).toList();

        assertThat(visits(seeded(Scenario.STEADY, 5), 50).map(VisitTest::described)).isEqualTo(once);
        assertThat(visits(seeded(Scenario.STEADY, 6), 50).map(VisitTest::described)).isNotEqualTo(once);
    }

    @Test
    void noTwoVisitorsBringTheSameModelWhateverTheSeed() {
        Set<String> files = new HashSet<>();
        Stream.of(1L, 2L).flatMap(seed -> visits(seeded(Scenario.STEADY, seed), 100)).flatMap(visit -> visit.model().stream())
                .forEach(model -> assertThat(files.add(digest(model))).isTrue());
        assertThat(files).hasSizeGreaterThan(120);
    }

    @Test
    void aFewModelsCanNotBeMadeAndAFewOrdersAreCancelled() {
        List<Visit> ordering = visits(seeded(Scenario.STEADY, 1), 4_000).filter(visit -> visit.model().isPresent()).toList();

        assertThat(ordering).hasSizeBetween(3_050, 3_350);
        assertThat(ordering).filteredOn(visit -> !visit.makeable()).hasSizeBetween(70, 190)
                .noneMatch(visit -> visit.model().orElseThrow() instanceof ClosedModel);
        assertThat(ordering).filteredOn(Visit::makeable).allMatch(visit -> visit.model().orElseThrow() instanceof ClosedModel);
        assertThat(ordering).filteredOn(visit -> !visit.accepts()).hasSizeBetween(120, 270);
    }

    @Test
    void everyCustomerComesBeforeAnyComesAgain() {
        LoadPlan plan = seeded(Scenario.MANY_USERS, 1);

        assertThat(visits(plan, 10_000).map(Visit::customer)).doesNotHaveDuplicates();
        assertThat(Visit.of(plan, 10_000).customer()).isEqualTo(Visit.of(plan, 0).customer());
    }

    @Test
    void mostOfManyUsersOnlyLook() {
        assertThat(visits(seeded(Scenario.MANY_USERS, 1), 10_000).filter(visit -> visit.model().isPresent())).hasSizeBetween(100, 200);
    }

    @Test
    void heavyModelsHaveFiveToTwentyMegabytes() {
        assertThat(visits(seeded(Scenario.HEAVY_MODELS, 1), 200).map(visit -> StlFile.bytes(visit.model().orElseThrow())))
                .allMatch(bytes -> bytes > 4_500_000 && bytes <= 20_000_100);
    }

    private static String described(Visit visit) {
        return "%d %s %s %s %s %s %s".formatted(visit.number(), visit.customer(), visit.makeable(), visit.accepts(), visit.metal(), visit.thinks(),
                visit.model().map(VisitTest::digest));
    }

    private static String digest(Model model) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            StlFile.write(model, out);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(out.toByteArray()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
