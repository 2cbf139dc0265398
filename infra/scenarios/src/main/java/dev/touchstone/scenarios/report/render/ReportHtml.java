package dev.touchstone.scenarios.report.render;

import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Report;
import dev.touchstone.scenarios.report.Report.Compared;
import dev.touchstone.scenarios.report.Report.Kind;
import dev.touchstone.scenarios.report.Report.Leg;
import dev.touchstone.scenarios.report.Report.Promise;
import dev.touchstone.scenarios.report.diagnosis.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A report as one page that needs nothing else: no scripts, no fonts, no pictures from elsewhere. */
public final class ReportHtml {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm:ss", Locale.ENGLISH);
    private static final int PLOTS = 4;
    private static final int ROWS = 14;

    private final Report report;
    private final StringBuilder page = new StringBuilder();

    private ReportHtml(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new ReportHtml(report).page();
    }

    private String page() {
        add("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Touchstone report</title><style>%s</style></head><body><main>", raw(style()));
        verdict();
        if (!report.findings().isEmpty()) {
            add("<h2>What to fix, first things first</h2><p class=\"lead\">Ranked by what each cause costs: orders that were delayed or failed because of it.</p>");
            report.findings().forEach(this::finding);
        }
        promises();
        way();
        comparison();
        use();
        ports();
        errors();
        traces();
        add("<footer>Made at %s from the metrics of the suite. In the plots, red is where the finding showed, grey the time before the report begins. "
                + "How causes are found, and where that fails: docs/diagnosis.md.</footer></main></body></html>%n", moment(report.madeAt()));
        return page.toString();
    }

    private static String moment(Instant instant) {
        return DATE.format(instant.atZone(ZoneId.systemDefault()));
    }

    private void verdict() {
        boolean well = report.findings().isEmpty();
        add("<p class=\"soft\">Touchstone report · %s to %s</p>", moment(report.timeline().from()), Words.clock(report.timeline().to()));
        add("<section class=\"verdict%s\"><h1>%s</h1>", well ? " well" : "", well ? report.gaps().isEmpty() ? "Nothing wrong" : "Nothing wrong, as far as can be told"
                : sentence(report.findings().getFirst().title()));
        if (!well) {
            Finding first = report.findings().getFirst();
            add("<p>Fix first: <b>%s</b>. %s</p>", first.component(), ReportText.cost(first));
        }
        add("<div class=\"numbers\">");
        number(Words.count(report.orders()), "orders placed");
        double working = sum(Kind.WORKING);
        double waiting = sum(Kind.WAITING);
        if (working + waiting > 0) {
            number(Words.seconds(working), "of work in an order");
            number(Words.seconds(waiting), "of waiting in it");
        }
        List<Promise> known = report.objectives().stream().filter(promise -> promise.events() > 0).toList();
        number("%d of %d".formatted(known.stream().filter(Promise::kept).count(), known.size()), "objectives kept");
        if (!well) {
            number(Integer.toString(report.findings().size()), report.findings().size() == 1 ? "cause found" : "causes found");
        }
        add("</div></section>");
        report.gaps().forEach(gap -> add("<div class=\"missing\"><b>Missing:</b> %s</div>", gap));
        report.notes().forEach(note -> add("<div class=\"missing\">%s</div>", note));
    }

    private double sum(Kind kind) {
        return report.path().stream().filter(leg -> leg.kind() == kind).mapToDouble(Leg::mean).sum();
    }

    private void number(String value, String what) {
        add("<div><b>%s</b><span>%s</span></div>", value, what);
    }

    private void finding(Finding finding) {
        add("<article class=\"finding\"><header><div class=\"rank\">%d</div><div><span class=\"tag\">%s</span><h3>%s</h3></div></header>", finding.rank(),
                finding.component(), sentence(finding.title()));
        add("<div class=\"facts\"><div><b>%s</b> orders delayed or failed</div><div><b>%s</b> of all that went wrong %s</div><div><b>%s</b> sure</div><div>%s to %s</div></div>",
                Words.count(Math.rint(finding.cost())), Words.percent(finding.share()), bar(finding.share(), true), Words.percent(finding.confidence()),
                Words.clock(report.timeline().at(Math.max(0, finding.when().first()))), Words.clock(report.timeline().at(Math.max(0, finding.when().last()))));
        add("<div class=\"todo\"><b>What to do</b> %s</div>", finding.signal().advice());
        List<Evidence> plotted = finding.evidence().stream().filter(one -> !one.plot().isEmpty()).limit(PLOTS).toList();
        add("<div class=\"evidence\">");
        for (Evidence one : plotted) {
            add("<figure><figcaption>%s<br><code>%s</code></figcaption>%s<div class=\"legend\">", one.said(), one.metric(),
                    raw(new Plot(report.timeline(), one, finding.when()).svg()));
            for (int i = 0; i < one.plot().size(); i++) {
                add("<span><i class=\"key k%d\"></i>%s</span>", i, one.plot().get(i).name());
            }
            add("</div></figure>");
        }
        add("</div>");
        List<Evidence> told = finding.evidence().stream().filter(one -> !plotted.contains(one)).toList();
        if (!told.isEmpty()) {
            add("<ul>");
            told.forEach(one -> add("<li>%s</li>", one.said()));
            add("</ul>");
        }
        if (!finding.explains().isEmpty()) {
            add("<p class=\"soft\">Its consequences, and no causes of their own:</p><ul class=\"soft\">");
            finding.explains().forEach(one -> add("<li>%s</li>", one));
            add("</ul>");
        }
        add("</article>");
    }

    private void promises() {
        add("<h2>What was promised</h2><p class=\"lead\">A budget is what may go wrong; beyond 100 %% more went wrong in this time than was promised.</p>");
        add("<div class=\"box\"><table><tr><th>Objective</th><th>Component</th><th class=\"n\">Promised</th><th class=\"n\">Events</th><th class=\"n\">Bad</th><th>Budget burned</th></tr>");
        for (Promise promise : report.objectives()) {
            boolean known = promise.events() > 0;
            add("<tr><td>%s<br><span class=\"soft\">%s</span></td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s<span class=\"%s\">%s</span></td></tr>",
                    promise.name(), promise.meaning(), promise.component(), String.format(Locale.ROOT, "%.1f %%", 100 * promise.target()),
                    Words.count(Math.rint(promise.events())), Words.count(Math.rint(promise.bad())), known ? bar(Math.min(1, promise.burned()), !promise.kept()) : raw(""),
                    !known ? "soft" : promise.kept() ? "good" : "bad-text", known ? Words.percent(promise.burned()) : "no events");
        }
        add("</table></div>");
    }

    /** A bar for each part of an order's way, as long as its time. */
    private void way() {
        List<Leg> path = report.path();
        if (path.isEmpty()) {
            return;
        }
        double longest = path.stream().filter(leg -> leg.kind() != Kind.PEOPLE).mapToDouble(Leg::mean).max().orElse(1);
        int row = 24;
        add("<h2>Where the time of an order goes</h2><p class=\"lead\">Means of this time. <i class=\"key k-working\"></i>work on it &nbsp; <i class=\"key k-waiting\"></i>waiting for somebody to get to it"
                + " &nbsp; <i class=\"key k-people\"></i>people, drawn no longer than the longest of the others</p>");
        add("<div class=\"box\"><svg class=\"way\" viewBox=\"0 0 980 %d\">", row * path.size() + 4);
        for (int i = 0; i < path.size(); i++) {
            Leg leg = path.get(i);
            double width = Math.min(1, leg.mean() / Math.max(1e-9, longest)) * 560;
            add("<text x=\"0\" y=\"%d\">%s</text><rect class=\"w-%s\" x=\"290\" y=\"%d\" width=\"%s\" height=\"14\" rx=\"3\"/><text class=\"amount\" x=\"%s\" y=\"%d\">%s</text>",
                    row * i + 16, leg.name(), leg.kind().name().toLowerCase(Locale.ROOT), row * i + 5, String.format(Locale.ROOT, "%.1f", Math.max(1.5, width)),
                    String.format(Locale.ROOT, "%.1f", 290 + Math.max(1.5, width) + 8), row * i + 16, Words.seconds(leg.mean()));
        }
        add("</svg></div>");
    }

    private void comparison() {
        report.comparison().ifPresent(comparison -> {
            add("<h2>Compared with before</h2><p class=\"lead\">%s to %s beside this time; what changed by a quarter or more stands out.</p>", moment(comparison.from()), Words.clock(comparison.to()));
            add("<div class=\"box\"><table><tr><th>Number</th><th class=\"n\">Before</th><th class=\"n\">Now</th><th class=\"n\">Change</th></tr>");
            for (Compared number : comparison.numbers()) {
                double change = number.factor() - 1;
                boolean notable = Math.abs(change) >= 0.25;
                String kind = !notable || !number.seconds() && !number.what().startsWith("failed") && !number.what().startsWith("dead") ? "" : change > 0 ? "bad-text" : "good";
                add("<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n %s\">%s</td></tr>", number.what(), ReportText.value(number, number.before()),
                        ReportText.value(number, number.now()), kind, number.before() > 0 ? String.format(Locale.ROOT, "%+.0f %%", 100 * change) : "");
            }
            add("</table></div>");
        });
    }

    private void use() {
        add("<h2>Every resource</h2><p class=\"lead\">How much of it is used, what waits for it, what fails at it.</p>");
        add("<div class=\"box\"><table><tr><th>Resource</th><th>Utilisation</th><th>Saturation</th><th>Errors</th></tr>");
        report.use().forEach(use -> add("<tr><td>%s</td><td>%s%s</td><td>%s</td><td>%s</td></tr>", use.attention() ? raw("<b class=\"bad-text\">" + Html.escaped(use.resource()) + "</b>") : use.resource(),
                Double.isFinite(use.utilisation()) ? bar(use.utilisation(), use.utilisation() > 0.85) : raw(""), use.utilised(), use.saturated(), use.errors()));
        add("</table></div>");
    }

    private void ports() {
        add("<h2>Ports that took most of the time</h2><p class=\"lead\">Every call that leaves a service goes through a port, and each is timed.</p>");
        add("<div class=\"box\"><table><tr><th>Service</th><th>Call</th><th>Behind it</th><th class=\"n\">Calls</th><th class=\"n\">Mean</th><th class=\"n\">Usual</th><th class=\"n\">In sum</th><th class=\"n\">Failed</th></tr>");
        report.ports().stream().limit(ROWS).forEach(port -> add("<tr><td>%s</td><td>%s</td><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n %s\">%s</td></tr>",
                port.service(), port.call(), port.adapter(), Words.count(Math.rint(port.calls())), Words.seconds(port.mean()), Words.seconds(port.usual()), Words.seconds(port.seconds()),
                port.failed() > 0 ? "bad-text" : "soft", Words.count(Math.rint(port.failed()))));
        add("</table></div>");
    }

    private void errors() {
        add("<h2>Errors by cause</h2>");
        if (report.errors().isEmpty()) {
            add("<p class=\"lead\">None.</p>");
            return;
        }
        add("<div class=\"box\"><table><tr><th>Where</th><th>What</th><th class=\"n\">Number</th></tr>");
        report.errors().stream().limit(2 * ROWS).forEach(error -> add("<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td></tr>", error.where(), error.what(), Words.count(Math.rint(error.number()))));
        add("</table></div>");
    }

    private void traces() {
        if (report.traces().isEmpty()) {
            return;
        }
        add("<h2>Traces to look at</h2><p class=\"lead\">The slowest that were recorded%s; the links work while the suite runs.</p>", report.findings().isEmpty() ? "" : " while the first finding showed");
        add("<div class=\"box\"><table><tr><th>At</th><th>What</th><th class=\"n\">Took</th><th>Trace</th></tr>");
        report.traces().forEach(trace -> add("<tr><td>%s</td><td>%s</td><td class=\"n\">%s</td><td>%s</td></tr>", Words.clock(trace.at()), trace.what(), Words.seconds(trace.seconds()),
                trace.address().map(address -> raw("<a href=\"%s\">%s</a>".formatted(Html.escaped(address), Html.escaped(trace.trace())))).orElse(raw(Html.escaped(trace.trace())))));
        add("</table></div>");
    }

    /** Already HTML. */
    private record Raw(String html) {
    }

    private static Raw raw(String html) {
        return new Raw(html);
    }

    private static Raw bar(double ratio, boolean bad) {
        return raw(String.format(Locale.ROOT, "<span class=\"bar%s\"><i style=\"width:%.0f%%\"></i></span>", bad ? " bad" : "", 100 * Math.clamp(ratio, 0, 1)));
    }

    private static String sentence(String text) {
        return Character.isLowerCase(text.codePointAt(0)) && !text.matches("^(shop|crm|mes|s3|rabbitmq|conveyor)\\b.*") ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) : text;
    }

    /** Whatever is not HTML yet is escaped. */
    private void add(String format, Object... arguments) {
        Object[] safe = new Object[arguments.length];
        for (int i = 0; i < safe.length; i++) {
            safe[i] = arguments[i] instanceof Raw already ? already.html() : arguments[i] instanceof Number ? arguments[i] : Html.escaped(String.valueOf(arguments[i]));
        }
        page.append(String.format(Locale.ROOT, format, safe));
    }

    private static String style() {
        try (InputStream css = ReportHtml.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
