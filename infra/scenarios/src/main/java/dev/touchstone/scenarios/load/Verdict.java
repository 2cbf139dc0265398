package dev.touchstone.scenarios.load;

import dev.touchstone.observability.catalog.Objective;
import dev.touchstone.scenarios.load.Result.Events;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A run against what the suite promises. What nobody met in a run is neither kept nor missed. */
public record Verdict(List<Judged> objectives, long unexpectedAnswers, long misjudged) {

    /** An objective and what people met of it. */
    public record Judged(Objective objective, Events met) {

        public boolean missed() {
            return met.total() > 0 && share() < objective.target();
        }

        /** Share of good events. */
        public double share() {
            return (double) met.good() / met.total();
        }

        /** By how much it is missed, as a sentence. */
        String shortfall() {
            long allowed = (long) Math.floor(met.total() * objective.budget() + 1e-9);
            return "%s: %.2f %% of %,d were good, %s %% are promised, so it is missed by %.2f points; %,d were bad, %,d may be".formatted(
                    objective.objectiveName(), 100 * share(), met.total(), percent(objective.target()),
                    100 * (objective.target() - share()), met.bad(), allowed);
        }

        private static String percent(double share) {
            return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
        }
    }

    public static Verdict on(Result result) {
        List<Judged> judged = Arrays.stream(Objective.values())
                .map(objective -> new Judged(objective, result.objectives().getOrDefault(objective.objectiveName(), Events.NONE))).toList();
        return new Verdict(judged, result.unexpected().values().stream().mapToLong(Long::longValue).sum(), result.misjudged());
    }

    public boolean kept() {
        return complaints().isEmpty();
    }

    /** What was missed, a sentence each, with by how much. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        objectives.stream().filter(Judged::missed).map(Judged::shortfall).forEach(complaints::add);
        if (unexpectedAnswers > 0) {
            complaints.add("%,d answers were not what the caller had to get; none may be".formatted(unexpectedAnswers));
        }
        if (misjudged > 0) {
            complaints.add("%,d models were judged wrongly by the conveyor; none may be".formatted(misjudged));
        }
        if (objectives.stream().allMatch(one -> one.met().total() == 0)) {
            complaints.add("nothing was measured");
        }
        return complaints;
    }
}
