package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Series;
import dev.touchstone.scenarios.report.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What comes from outside: how much is asked for, and of what kind it is. */
final class Callers {
    private static final double SURGE = 2.5;
    private static final double LEAST_MORE = 20;
    private static final double STORM = 5;
    private static final double LEAST_SESSIONS = 60;
    private static final double HEAVY = 4;
    private static final double HEAVY_BYTES = 4e6;
    private static final double AVERAGED_SECONDS = 30;
    /** Rejected is what anybody may upload; so many of a hundred are nobody's concern. */
    private static final double USUAL_REJECTED = 0.005;
    private static final double UNKNOWN_REJECTED = 0.15;
    private static final double ENOUGH = 20;
    private static final double SOME = 8;
    private static final double UNLIKELY = 0.02;
    /** So many trials that the binomial distribution is Poisson's. */
    private static final int MANY = 10_000;
    private static final double[] STRETCHES = {30, 60, 180, 1e6};
    /** Reasons that no later attempt could have made better. */
    private static final String EXHAUSTED = "ATTEMPTS_EXHAUSTED";
    private static final Set<String> REFUSALS = Set.of("400", "401", "403", "413", "415", "422", "429");

    private final Observations seen;
    private final Window window;

    Callers(Observations seen) {
        this.seen = seen;
        this.window = seen.window();
    }

    List<Suspicion> suspicions() {
        List<Suspicion> all = new ArrayList<>();
        surge(all);
        sessions(all);
        heavy(all);
        rejected(all);
        deadLetters(all);
        refused(all);
        return all;
    }

    /** Requests that begin something: those that only look again come more often when others are slow. */
    private double[] begun(Service service, String route) {
        double[] begun = new double[window.size()];
        for (Series one : window.all(Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_count", Window.JOB, service.job(), "http_request_method", "POST")) {
            if (one.label("http_route").equals(route) && !one.label("http_response_status_code").startsWith("5")) {
                double[] increases = window.increase(List.of(one));
                for (int i = 0; i < begun.length; i++) {
                    begun[i] += increases[i];
                }
            }
        }
        return begun;
    }

    /** Mean of the last half minute, per second; moments that nothing is known of are left out. */
    private double[] rate(double[] increases) {
        int width = window.timeline().steps(AVERAGED_SECONDS);
        double[] rate = new double[increases.length];
        for (int i = 0; i < rate.length; i++) {
            double sum = 0;
            int known = 0;
            for (int j = Math.max(0, i - width + 1); j <= i; j++) {
                if (!seen.blind().at(j)) {
                    sum += increases[j];
                    known++;
                }
            }
            rate[i] = known == 0 ? 0 : sum / (known * window.timeline().stepSeconds());
        }
        return rate;
    }

    /** The middle of the moments at which there was any: a load that begins or ends is for half a minute a fraction of itself. */
    private static double usual(double[] rate) {
        double[] some = Arrays.stream(rate).filter(value -> value > 0).sorted().toArray();
        return some.length < 12 ? Double.POSITIVE_INFINITY : some[some.length / 2];
    }

    /** After a time in which a service could not be reached, those who waited come all at once: that is no surge. */
    private Mask aftermath() {
        int after = window.timeline().steps(60);
        Mask away = seen.blind().or(seen.brokerDown());
        for (Service service : Service.values()) {
            away = away.or(seen.down(service)).or(seen.sluggish(service)).or(seen.restarts(service));
        }
        return away.widened(1, after);
    }

    private void surge(List<Suspicion> all) {
        surge("orders", begun(Service.SHOP, "/api/v1/orders"), all);
        if (all.isEmpty()) {
            surge("uploads", begun(Service.SHOP, "/api/v1/models"), all);
        }
    }

    /** Moments at which more came than usual, not only in the half minute before. */
    private Mask coming(double[] increases, double usual) {
        return window.mask(i -> increases[i] > usual * window.timeline().stepSeconds());
    }

    private void surge(String what, double[] increases, List<Suspicion> all) {
        double[] rate = rate(increases);
        double usual = usual(rate);
        Mask high = window.mask(i -> rate[i] > SURGE * usual).and(coming(increases, usual)).and(window.judged()).without(aftermath()).steady(window.timeline().steps(15), 2);
        double more = high.sum(rate) * window.timeline().stepSeconds() - high.count() * window.timeline().stepSeconds() * usual;
        if (high.isEmpty() || more < LEAST_MORE) {
            return;
        }
        all.add(new Suspicion(Component.LOAD, Signal.SURGE, high, false, 0.85, more,
                "%.1f times as many %s as usual came".formatted(high.max(rate) / usual, what), List.of(
                Evidence.plotted(Metric.HTTP_SERVER_REQUEST_DURATION.metricName(), "Up to %.2f %s a second instead of %.2f".formatted(high.max(rate), what, usual), "1/s",
                        new Line(what + " a second", rate)))));
    }

    private void sessions(List<Suspicion> all) {
        double[] increases = begun(Service.CRM, "/api/v1/sessions");
        double[] opened = rate(increases);
        double[] active = window.gauge(Metric.CRM_SESSIONS_ACTIVE.metricName());
        double[] approvals = rate(begun(Service.CRM, "/api/v1/orders/{id}/approval"));
        double usual = Math.min(usual(opened), 1);
        Mask storm = window.mask(i -> opened[i] > STORM * usual && opened[i] > STORM * approvals[i]).and(coming(increases, usual)).and(window.judged()).without(aftermath())
                .steady(window.timeline().steps(10), 2);
        double number = storm.sum(opened) * window.timeline().stepSeconds();
        if (number < LEAST_SESSIONS) {
            return;
        }
        all.add(new Suspicion(Component.LOAD, Signal.SESSION_STORM, storm, true, 0.85, 1,
                "About %.0f sessions were opened in %s, with no more work to do in them".formatted(number, Words.seconds(storm.count() * window.timeline().stepSeconds())), List.of(
                Evidence.plotted(Metric.CRM_SESSIONS_ACTIVE.metricName(), "Up to %.1f sessions a second were opened; %.0f were active at once"
                        .formatted(storm.max(opened), window.judged().max(active)), "", new Line("active sessions", active)))));
    }

    private void heavy(List<Suspicion> all) {
        double[] bytes = window.increase(Metric.HTTP_SERVER_RECEIVED_BYTES.metricName(), Window.JOB, Service.SHOP.job(), "http_route", "/api/v1/models");
        double[] uploads = begun(Service.SHOP, "/api/v1/models");
        Flow sizes = Flow.of(bytes, uploads, new double[bytes.length], HEAVY_BYTES / 2, HEAVY, 1e6);
        Mask heavy = sizes.slow().and(window.judged());
        double many = heavy.sum(uploads);
        double mean = sizes.meanDuring(heavy);
        if (many < 2 || mean < HEAVY_BYTES) {
            return;
        }
        all.add(new Suspicion(Component.CUSTOMER_INPUT, Signal.HEAVY_MODELS, heavy.widened(1, window.timeline().steps(20)).and(window.judged()), false, 0.8, many,
                "Models of %.1f MB on average were uploaded, usual are %.1f MB".formatted(mean / 1e6, sizes.usual() / 1e6), List.of(
                Evidence.plotted(Metric.HTTP_SERVER_RECEIVED_BYTES.metricName(), "%.0f uploads of %.1f MB on average".formatted(many, mean / 1e6), "B",
                        new Line("bytes of a model", sizes.means())))));
    }

    private void rejected(List<Suspicion> all) {
        String name = Metric.MES_STAGE_DURATION.metricName() + "_count";
        double[] refused = window.increase(name, "stage", "pricing", "outcome", "refused");
        double[] priced = window.increase(name, "stage", "pricing");
        Mask judged = window.judged();
        Mask before = window.mask(i -> i < window.timeline().judged());
        double number = judged.sum(refused);
        double of = judged.sum(priced);
        double usual = Math.max(USUAL_REJECTED, before.sum(priced) >= ENOUGH ? rateOf(before, refused, priced) : quietRate(refused, priced));
        // By share and by time: a share also falls when others send more of what can be made.
        boolean known = before.sum(priced) >= ENOUGH;
        double perMoment = known ? before.sum(refused) / before.count() : 0;
        Mask most = leastLikely(refused, priced, usual, perMoment);
        if (number < 2 || most.isEmpty()) {
            return;
        }
        Mask when = window.mask(i -> refused[i] > 0.5).and(most);
        number = most.sum(refused);
        of = most.sum(priced);
        all.add(new Suspicion(Component.CUSTOMER_INPUT, Signal.REJECTED, when, true, 0.85, number,
                "%.0f of %.0f models could not be made and were rejected".formatted(number, of), List.of(
                Evidence.plotted(Metric.MES_STAGE_DURATION.metricName(), "%s of the models were refused at pricing; usual are %s".formatted(
                        Words.percent(number / of), Words.percent(usual)), "", new Line("rejected", refused), new Line("priced", priced)))));
    }

    /** The stretch whose rejections are the least likely to be chance; empty when they are likely enough everywhere. */
    private Mask leastLikely(double[] refused, double[] priced, double usual, double perMoment) {
        int judged = window.timeline().judged();
        int all = window.size() - judged;
        double least = UNLIKELY;
        Mask most = window.none();
        for (double seconds : STRETCHES) {
            int width = Math.min(all, window.timeline().steps(seconds));
            for (int begin = judged; begin + width <= window.size(); begin++) {
                int from = begin;
                Mask stretch = window.mask(i -> i >= from && i < from + width);
                // Who looks at many stretches finds one that is odd: so many independent looks there were.
                int number = (int) Math.round(stretch.sum(refused));
                double byShare = Chance.ofAtLeast(number, (int) Math.round(stretch.sum(priced)), usual);
                double byTime = Chance.ofAtLeast(number, MANY, Math.min(1, perMoment * width / MANY));
                double chance = Math.max(byShare, byTime) * all / width;
                if (chance < least) {
                    least = chance;
                    most = stretch;
                }
            }
        }
        return most;
    }

    /** What was rejected in the third of the judged time that had least of it. */
    private double quietRate(double[] refused, double[] priced) {
        int begin = window.timeline().judged();
        int third = Math.max(1, (window.size() - begin) / 3);
        double least = UNKNOWN_REJECTED;
        for (int from = begin; from + third <= window.size(); from += third) {
            int first = from;
            Mask part = window.mask(i -> i >= first && i < first + third);
            least = part.sum(priced) < SOME ? least : Math.min(least, rateOf(part, refused, priced));
        }
        return least;
    }

    private static double rateOf(Mask mask, double[] part, double[] whole) {
        return mask.sum(whole) < 5 ? 0 : mask.sum(part) / mask.sum(whole);
    }

    private void deadLetters(List<Suspicion> all) {
        List<Series> permanent = window.all(Metric.MESSAGING_DEAD_LETTERED.metricName()).stream().filter(one -> !one.label("reason").equals(EXHAUSTED)).toList();
        double[] given = window.increase(permanent);
        double number = window.judged().sum(given);
        if (number < 1) {
            return;
        }
        Mask when = window.mask(i -> given[i] > 0.5).and(window.judged());
        String reasons = String.join(", ", permanent.stream().filter(one -> window.judged().sum(window.increase(List.of(one))) > 0)
                .map(one -> one.label("reason") + " at " + one.label("queue")).distinct().sorted().toList());
        all.add(new Suspicion(Component.CUSTOMER_INPUT, Signal.BAD_MESSAGES, when, true, 0.8, number,
                "%.0f messages could not be handled and were given up: %s".formatted(number, reasons), List.of(
                Evidence.plotted(Metric.MESSAGING_DEAD_LETTERED.metricName(), "Given up at once, for no later attempt could have helped: " + reasons, "", new Line("dead letters", given)))));
    }

    private void refused(List<Suspicion> all) {
        String name = Metric.HTTP_SERVER_REQUEST_DURATION.metricName() + "_count";
        for (String status : REFUSALS.stream().sorted().toList()) {
            double[] refused = window.increase(name, "http_response_status_code", status);
            double[] requests = window.increase(name);
            Mask judged = window.judged();
            double number = judged.sum(refused);
            double usual = Math.max(0.01, rateOf(window.mask(i -> i < window.timeline().judged()), refused, requests));
            if (number < 10 || number / judged.sum(requests) < 3 * usual) {
                continue;
            }
            Mask when = window.mask(i -> refused[i] > 0.5).and(judged);
            all.add(new Suspicion(Component.CUSTOMER_INPUT, Signal.BAD_REQUESTS, when, true, 0.7, number,
                    "%.0f requests were refused with status %s".formatted(number, status), List.of(
                    Evidence.plotted(Metric.HTTP_SERVER_REQUEST_DURATION.metricName(), "%s of the requests were answered %s; usual are %s".formatted(
                            Words.percent(number / judged.sum(requests)), status, Words.percent(usual)), "", new Line("refused with " + status, refused)))));
        }
    }
}
