package dev.touchstone.scenarios.report;

import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.command.FolderOption;
import dev.touchstone.local.command.Suites;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.scenarios.report.Investigation.Span;
import dev.touchstone.scenarios.report.render.ReportHtml;
import dev.touchstone.scenarios.report.render.ReportJson;
import dev.touchstone.scenarios.report.render.ReportText;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./touchstone report}. */
@Command(name = "report", description = {
        "Say what is wrong, which component causes it, what it costs, and what to fix first.", "",
        "A moment is an instant (2026-11-22T10:15:00Z), a time of day (10:15 or 10:15:30), or how long ago (90s, 10m, PT1H). "
                + "docs/diagnosis.md says how causes are found, and where that fails."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:a report was made, whatever it says", " 1:Prometheus does not answer", " 2:the command line is wrong", " 4:no suite is running"})
public final class ReportCommand implements Callable<Integer> {
    private static final Duration USUAL = Duration.ofMinutes(15);

    private final Suites suites;
    private final Clock clock = Clock.systemUTC();

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Option(names = "--from", paramLabel = "MOMENT", description = "Where to begin (default: 15 minutes before the end).")
    private String from;
    @Option(names = "--to", paramLabel = "MOMENT", description = "Where to end (default: now).")
    private String to;
    @Option(names = "--compare-from", paramLabel = "MOMENT", description = "Compare with an earlier time, as before a fix, that begins here,")
    private String compareFrom;
    @Option(names = "--compare-to", paramLabel = "MOMENT", description = "and ends here (default: after the same length).")
    private String compareTo;
    @Option(names = "--html", paramLabel = "FILE", description = "Also write it as a page with plots.")
    private Path html;
    @Option(names = "--json", paramLabel = "FILE", description = "Also write it as JSON; - prints that instead of the text.")
    private Path json;

    public ReportCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() throws IOException {
        Instant now = clock.instant();
        Instant end = to == null ? now : moment("--to", to, now);
        // Of what is to come, nothing is known.
        end = end.isAfter(now) ? now : end;
        Span span = span("--from", from == null ? end.minus(USUAL) : moment("--from", from, now), end);
        Optional<Span> compared = compared(span, now);
        try (SuiteClient suite = suites.connect(folder.path())) {
            Optional<URI> traces = Addresses.read(folder.path()).map(Addresses::zipkin);
            Report report = new Investigation(suite.prometheus(), traces, clock).of(span, compared);
            PrintWriter out = command.commandLine().getOut();
            boolean jsonOnly = json != null && json.toString().equals("-");
            if (html != null) {
                write(html, ReportHtml.of(report));
            }
            if (json != null && !jsonOnly) {
                write(json, ReportJson.of(report));
            }
            out.print(jsonOnly ? ReportJson.of(report) : ReportText.of(report));
            out.flush();
        }
        return 0;
    }

    private Optional<Span> compared(Span span, Instant now) {
        if (compareFrom == null) {
            if (compareTo != null) {
                throw new ParameterException(command.commandLine(), "--compare-to needs --compare-from");
            }
            return Optional.empty();
        }
        Instant begin = moment("--compare-from", compareFrom, now);
        return Optional.of(span("--compare-from", begin, compareTo == null ? begin.plus(Duration.between(span.from(), span.to())) : moment("--compare-to", compareTo, now)));
    }

    private Span span(String option, Instant begin, Instant end) {
        try {
            return new Span(begin, end);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "%s: %s".formatted(option, e.getMessage()));
        }
    }

    private Instant moment(String option, String text, Instant now) {
        try {
            return Moments.parse(text, now, ZoneId.systemDefault());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "%s: %s".formatted(option, e.getMessage()));
        }
    }

    private static void write(Path file, String text) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text);
    }
}
