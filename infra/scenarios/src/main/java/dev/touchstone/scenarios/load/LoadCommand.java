package dev.touchstone.scenarios.load;

import dev.touchstone.local.command.CommandFailure;
import dev.touchstone.local.command.ExitCode;
import dev.touchstone.local.command.FolderOption;
import dev.touchstone.local.command.Screen;
import dev.touchstone.local.command.Suites;
import dev.touchstone.local.command.Table;
import dev.touchstone.local.stack.Addresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "load", description = {
        "Put load on the running suite, and hold what customers meet against the objectives.", "",
        "Customers upload models, order, accept and wait for their pieces; managers approve and ship; operators fetch models and send "
                + "scans. They arrive at their moments, however those before them fare. A run that misses an objective says which and by how much."},
        footer = {"", "Example: ./touchstone load steady --duration 3m"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:every objective was kept", " 1:an objective was missed, or something failed", " 2:wrong command line",
            " 4:no suite is running"})
public final class LoadCommand implements Callable<Integer> {

    private final Suites suites;

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @ArgGroup(multiplicity = "1")
    private What what;
    @Option(names = "--rate", paramLabel = "NUMBER", description = "Customers a minute at full pace (default: the scenario's).")
    private Double rate;
    @Option(names = "--duration", paramLabel = "DURATION", description = "How long customers come, at most 8h (default: the scenario's).")
    private Duration duration;
    @Option(names = "--seed", paramLabel = "NUMBER", description = "Repeats a run's customers with their models and decisions (default: a new one).")
    private Long seed;
    @Option(names = "--users", paramLabel = "NUMBER", description = "How many different customers there are (default: the scenario's).")
    private Integer users;
    @Option(names = "--out", paramLabel = "FOLDER", description = "Gets the run's results (default: reports/load in the suite's folder).")
    private Path out;

    static final class What {
        @Parameters(paramLabel = "NAME", description = "The scenario; --list shows them.", completionCandidates = Titles.class)
        private String name;
        @Option(names = "--list", description = "Show the scenarios with their rates and durations.")
        private boolean list;
    }

    static final class Titles implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Scenario.values()).map(Scenario::title).iterator();
        }
    }

    public LoadCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Screen screen = Screen.of(command.commandLine().getOut());
        if (what.list) {
            screen.line("%s", list());
            return 0;
        }
        Scenario scenario = Scenario.named(what.name).orElseThrow(() -> new ParameterException(command.commandLine(),
                "no scenario is called '%s': there are %s".formatted(what.name, String.join(", ", new Titles()))));
        suites.connect(folder.path()).close();
        LoadPlan plan = plan(scenario);
        screen.line("%s: %s. About %,.0f customers in %s, seed %d, at most %s in all.", scenario.title(), scenario.meaning(),
                plan.expectedCustomers(), readable(plan.duration()), plan.seed(), readable(plan.atMost()));
        RunFolder results = new RunFolder((out == null ? folder.path().resolve("reports/load") : out).toAbsolutePath()
                .resolve("%s-%s".formatted(scenario.title(), plan.run())));
        Result result = new LoadRun(plan, results, line -> screen.passing("%s", line)).make();
        Verdict verdict = Verdict.on(result);
        screen.line("%s", new Summary(result, verdict));
        screen.line("Report    %s%nNumbers   %s%n", results.report(), results.path().resolve("result.json"));
        return conclude(verdict, screen);
    }

    private static int conclude(Verdict verdict, Screen screen) {
        if (verdict.kept()) {
            screen.line("Every objective was kept.");
            return 0;
        }
        screen.line("Missed:");
        verdict.complaints().forEach(complaint -> screen.line("  %s", complaint));
        return ExitCode.FAILED;
    }

    private LoadPlan plan(Scenario scenario) {
        Addresses addresses = Addresses.read(folder.path())
                .orElseThrow(() -> new CommandFailure(ExitCode.NOT_RUNNING, "no suite has left its addresses in %s", folder.path()));
        try {
            return new LoadPlan(scenario, Optional.ofNullable(rate).orElse(scenario.rate()), Optional.ofNullable(duration).orElse(scenario.duration()),
                    Optional.ofNullable(seed).orElseGet(() -> new SplittableRandom().nextLong(1_000_000)),
                    Optional.ofNullable(users).orElse(scenario.users()),
                    DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now()), Target.of(addresses));
        } catch (IllegalArgumentException outOfBounds) {
            throw new ParameterException(command.commandLine(), outOfBounds.getMessage());
        }
    }

    private static String list() {
        Table table = new Table("name", "customers a minute", "duration", "customers", "what");
        for (Scenario scenario : Scenario.values()) {
            table.row(scenario.title(), "%.0f".formatted(scenario.rate()), readable(scenario.duration()), scenario.users(), scenario.meaning());
        }
        return table.toString();
    }

    private static String readable(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
}
