package dev.touchstone.scenarios.report.window;

import dev.touchstone.scenarios.report.diagnosis.Words;
import java.util.ArrayList;
import java.util.List;

/** What a window does not know, in sentences: a report that is silent about it would pass for a good one. */
public final class Gaps {
    private static final double STALE_SECONDS = 13;
    private static final List<String> EXPECTED = List.of("shop-api", "crm-api", "mes-pipeline", "rabbitmq", "rabbitmq-queues");

    private Gaps() {
    }

    public static List<String> in(Window window) {
        List<String> gaps = new ArrayList<>();
        List<Series> ages = window.all("scrape_age_seconds");
        Mask judged = window.judged();
        Mask blind = window.mask(i -> ages.stream().allMatch(age -> !(age.values()[i] <= STALE_SECONDS))).and(judged);
        if (blind.count() == judged.count()) {
            return List.of("Prometheus has no samples of this time at all.");
        }
        if (!blind.isEmpty()) {
            gaps.add("Prometheus took no samples for %s, between %s and %s: what happened then can not be told.".formatted(
                    Words.seconds(blind.count() * window.timeline().stepSeconds()), Words.clock(window.timeline().at(blind.first())),
                    Words.clock(window.timeline().at(blind.last()))));
        }
        for (String job : EXPECTED) {
            double[] up = window.gauge("up", Window.JOB, job);
            int first = 0;
            while (first < up.length && !(up[first] > 0)) {
                first++;
            }
            // A process that is only starting hides nothing; one that never came is a gap.
            int since = first == up.length ? 0 : first;
            Mask down = window.mask(i -> i >= since && !(up[i] > 0)).and(judged).without(blind);
            if (window.all("up", Window.JOB, job).isEmpty()) {
                gaps.add("Prometheus does not know %s: nothing can be told of it.".formatted(job));
            } else if (down.count() >= 2) {
                gaps.add("No numbers of %s for %s.".formatted(job, Words.seconds(down.count() * window.timeline().stepSeconds())));
            }
        }
        return gaps;
    }
}
