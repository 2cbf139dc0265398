package dev.touchstone.scenarios.report.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final double NONE = Double.NaN;

    @Test
    void countsOnAcrossGapsAndFromZeroAfterARestart() {
        assertThat(new Series(Map.of(), new double[] {5, 7, NONE, 10, 2, 2, 3}).increases(false)).containsExactly(0, 2, 0, 3, 2, 0, 1);
    }

    @Test
    void countsTheFirstValueOfACounterThatAppearsWhileItsProcessWasSeen() {
        Timeline timeline = new Timeline(Instant.EPOCH, Duration.ofSeconds(5), 0, 4);
        Window window = new Window(timeline, Map.of(
                "up", List.of(series(Map.of("job", "a"), 1, 1, 1, 1), series(Map.of("job", "b"), NONE, 0, 1, 1)),
                "errors", List.of(series(Map.of("job", "a"), NONE, NONE, 3, 4), series(Map.of("job", "b"), NONE, NONE, 100, 101))), List.of());
        assertThat(window.increase("errors", "job", "a")).containsExactly(0, 0, 3, 1);
        assertThat(window.increase("errors", "job", "b")).as("what a process had counted before it was seen").containsExactly(0, 0, 0, 1);
    }

    @Test
    void joinsStretchesOverShortGapsAndDropsShortOnes() {
        Mask mask = Mask.of(12, i -> List.of(1, 2, 4, 9).contains(i));
        assertThat(moments(mask.steady(2, 1))).containsExactly(1, 2, 3, 4);
        assertThat(moments(mask.steady(1, 0))).containsExactly(1, 2, 4, 9);
        assertThat(moments(mask.steady(1, 4))).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(moments(Mask.none(12).steady(1, 1))).isEmpty();
        assertThat(moments(Mask.of(12, i -> i >= 10).steady(2, 1))).containsExactly(10, 11);
        assertThat(moments(mask.widened(1, 0))).containsExactly(0, 1, 2, 3, 4, 8, 9);
    }

    private static List<Integer> moments(Mask mask) {
        return IntStream.range(0, mask.size()).filter(mask::at).boxed().toList();
    }

    private static Series series(Map<String, String> labels, double... values) {
        return new Series(labels, values);
    }
}
