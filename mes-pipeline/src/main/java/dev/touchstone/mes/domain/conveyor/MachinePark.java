package dev.touchstone.mes.domain.conveyor;

import dev.touchstone.mes.domain.part.Part;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The machines behind casting, polishing and inspection, and their speed.
 *
 * <p>Prices are made from the nominal time. Demonstrations divide it by {@code timeScale} to run faster than the workshop that they model.
 */
public final class MachinePark {

    /** Stations whose work is a machine's time. */
    public static final Set<Stage> STAGES = Set.copyOf(EnumSet.of(Stage.CASTING, Stage.POLISHING, Stage.INSPECTION));

    private final Map<Stage, MachinePace> paces;
    private final double timeScale;
    private final Duration longestRun;

    /**
     * @param paces one for each of {@link #STAGES}
     * @param timeScale how many times faster than nominal the machines run, positive
     * @param longestRun bound of one scaled run: a broker takes a message back that stays unacknowledged for too long
     */
    public MachinePark(Map<Stage, MachinePace> paces, double timeScale, Duration longestRun) {
        if (!paces.keySet().equals(STAGES)) {
            throw new IllegalArgumentException("a pace is needed for each of " + STAGES + ", not for " + paces.keySet());
        }
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("the time scale must be positive, not " + timeScale);
        }
        this.paces = new EnumMap<>(paces);
        this.timeScale = timeScale;
        this.longestRun = longestRun;
    }

    /** Unscaled time of all machines together. */
    public Duration nominalTime(Part part) {
        return paces.values().stream().map(pace -> pace.durationFor(part)).reduce(Duration.ZERO, Duration::plus);
    }

    /** Scaled and bounded time that one station's machine runs. */
    public Duration runTime(Stage stage, Part part) {
        Duration scaled = Duration.ofNanos((long) (paces.get(stage).durationFor(part).toMillis() / timeScale * 1_000_000));
        return scaled.compareTo(longestRun) > 0 ? longestRun : scaled;
    }
}
