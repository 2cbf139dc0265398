package dev.touchstone.scenarios.report.render;

import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Report;
import dev.touchstone.scenarios.report.Report.Compared;
import dev.touchstone.scenarios.report.Report.Kind;
import dev.touchstone.scenarios.report.Report.Leg;
import dev.touchstone.scenarios.report.Report.Promise;
import dev.touchstone.scenarios.report.diagnosis.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A report at the shell: what is wrong and what to do first, in as few lines as that takes. */
public final class ReportText {
    private static final int EVIDENCE = 3;

    private ReportText() {
    }

    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        line(text, "%s to %s, %s orders placed", Words.clock(report.timeline().from()), Words.clock(report.timeline().to()), Words.count(report.orders()));
        line(text, "");
        report.gaps().forEach(gap -> line(text, "Missing: %s", gap));
        report.notes().forEach(note -> line(text, "Note: %s", note));
        if (!report.gaps().isEmpty() || !report.notes().isEmpty()) {
            line(text, "");
        }
        if (report.findings().isEmpty()) {
            line(text, report.gaps().isEmpty() ? "Nothing wrong." : "Nothing wrong, as far as can be told.");
        }
        for (Finding finding : report.findings()) {
            finding(text, finding);
        }
        promises(text, report.objectives());
        path(text, report.path());
        report.comparison().ifPresent(comparison -> {
            line(text, "");
            line(text, "Compared with %s to %s:", Words.clock(comparison.from()), Words.clock(comparison.to()));
            comparison.numbers().stream().filter(number -> number.factor() > 1.25 || number.factor() < 0.8).forEach(number ->
                    line(text, "  %s: %s instead of %s", number.what(), value(number, number.now()), value(number, number.before())));
        });
        return text.toString();
    }

    static String value(Compared number, double value) {
        return number.seconds() ? Words.seconds(value) : Words.count(value);
    }

    private static void finding(StringBuilder text, Finding finding) {
        line(text, "%d. %s: %s", finding.rank(), finding.component(), finding.title());
        line(text, "   %s", cost(finding));
        finding.evidence().stream().limit(EVIDENCE).forEach(evidence -> line(text, "   - %s", evidence.said()));
        finding.explains().stream().limit(EVIDENCE).forEach(explained -> line(text, "   - this explains: %s", explained));
        line(text, "   What to do: %s", finding.signal().advice());
        line(text, "");
    }

    static String cost(Finding finding) {
        String orders = finding.cost() < 0.5 ? "Hardly any order was delayed or failed by it" : "About %s %s delayed or failed by it".formatted(
                Words.count(Math.rint(finding.cost())), Math.rint(finding.cost()) == 1 ? "order was" : "orders were");
        return "%s: %s of what went wrong; we are %s sure.".formatted(orders, Words.percent(finding.share()), Words.percent(finding.confidence()));
    }

    private static void promises(StringBuilder text, List<Promise> promises) {
        List<Promise> broken = promises.stream().filter(promise -> promise.events() > 0 && !promise.kept()).toList();
        if (broken.isEmpty()) {
            line(text, "All objectives with events in this time were kept.");
        }
        for (Promise promise : broken) {
            line(text, "Objective missed: %s (%s of %s events bad, %.1f times the budget)", promise.name(), Words.count(Math.rint(promise.bad())),
                    Words.count(Math.rint(promise.events())), promise.burned());
        }
    }

    private static void path(StringBuilder text, List<Leg> path) {
        double working = path.stream().filter(leg -> leg.kind() == Kind.WORKING).mapToDouble(Leg::mean).sum();
        double waiting = path.stream().filter(leg -> leg.kind() == Kind.WAITING).mapToDouble(Leg::mean).sum();
        if (working + waiting > 0) {
            Leg longest = path.stream().filter(leg -> leg.kind() != Kind.PEOPLE).max(Comparator.comparingDouble(Leg::mean)).orElseThrow();
            line(text, "An order is worked on for %s and waits for %s; the longest part is %s (%s).", Words.seconds(working), Words.seconds(waiting),
                    longest.name(), Words.seconds(longest.mean()));
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
