package dev.touchstone.scenarios.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.command.CommandFailure;
import dev.touchstone.local.command.ExitCode;
import dev.touchstone.local.command.FolderOption;
import dev.touchstone.local.command.Screen;
import dev.touchstone.local.command.Table;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.ServerStatus.State;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.scenarios.ledger.Account;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "chaos", description = {
        "Break something on purpose and check that the suite bears it: the right alert, no order lost, none twice.", "",
        "Acts on the suite that runs in the folder; where none runs it starts one of its own on free ports, and ends it. With --compose it acts on containers. Load and faults "
                + "are bounded, and every fault is healed at the end, also by Ctrl-C."},
        footer = {"", "Example: ./touchstone chaos kill-mes-pipeline --seed 1"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:everything was as the experiments say", " 1:an invariant or an expectation was broken", " 2:wrong command line", " 4:with --compose: no suite runs in containers, or it is closed to experiments"})
public final class ChaosCommand implements Callable<Integer> {
    private static final String EXPERIMENTS = "infra/scenarios/experiments";
    private static final String CONVEYOR = "mes-pipeline/src/main/resources/application.yaml";

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Experiments, in this order.")
    private List<String> names = List.of();
    @Option(names = "--all", description = "Every experiment, one after the other.")
    private boolean all;
    @Option(names = "--compose", description = {"On the suite that runs in containers, once it is opened to experiments:",
            "  " + Containers.START})
    private boolean compose;
    @Option(names = "--list", description = "Tell which experiments there are, and do nothing.")
    private boolean list;
    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1",
            description = "Decides the moment of the fault and what is ordered (default: ${DEFAULT-VALUE}).")
    private long seed;
    @Option(names = "--json", description = "Print the results as JSON instead of a table.")
    private boolean json;

    @Override
    public Integer call() {
        Project project = Project.find();
        List<Experiment> known = Experiment.all(project.file(EXPERIMENTS));
        PrintWriter out = command.commandLine().getOut();
        if (list) {
            Table table = new Table("experiment", "what happens", "alert", "");
            known.forEach(experiment -> table.row(experiment.name(), experiment.title(),
                    experiment.alert().map(alert -> alert.name()).orElse("-"), experiment.needsNetworks() ? "--compose" : ""));
            out.print(table);
            out.flush();
            return 0;
        }
        // What is told on the way stays off the standard output where that is read by a program.
        Screen screen = Screen.of(json ? command.commandLine().getErr() : out);
        List<Experiment> chosen = chosen(known).stream().filter(experiment -> canBeHad(experiment, screen)).toList();
        List<Result> results = compose ? runOnContainers(project, chosen, screen) : running(project).map(stack -> run(new Processes(stack), project, chosen, screen)).orElseGet(() -> runOnItsOwn(project, chosen, screen));
        out.print(json ? json(results).toPrettyString() + "\n" : table(results));
        out.flush();
        return results.stream().allMatch(Result::passed) ? 0 : ExitCode.FAILED;
    }

    private List<Experiment> chosen(List<Experiment> known) {
        if (all == !names.isEmpty()) {
            throw new ParameterException(command.commandLine(), "name experiments, or --all for every one; --list tells which there are");
        }
        return all ? known : names.stream().map(name -> known.stream().filter(experiment -> experiment.name().equals(name)).findAny()
                .orElseThrow(() -> new ParameterException(command.commandLine(), "there is no experiment " + name + "; --list tells which there are"))).toList();
    }

    /** Nobody is to believe that something was borne which did not happen. */
    private boolean canBeHad(Experiment experiment, Screen screen) {
        boolean had = compose || !experiment.needsNetworks();
        if (!had && !all) {
            throw new CommandFailure(ExitCode.FAILED, "%s cuts a server off from its network, and processes have none of their own: "
                    + "./touchstone chaos --compose %s does it to containers", experiment.name(), experiment.name());
        }
        if (!had) {
            screen.line("%s: skipped, for processes have no networks of their own; --compose does it to containers", experiment.name());
        }
        return had;
    }

    private List<Result> runOnContainers(Project project, List<Experiment> chosen, Screen screen) {
        Containers containers;
        try {
            containers = Containers.open(Engine.docker(), System.getenv().getOrDefault("COMPOSE_PROJECT_NAME", "touchstone"), folder.path().resolve("containers"));
        } catch (Containers.NotReady notReady) {
            throw new CommandFailure(ExitCode.NOT_RUNNING, "%s", notReady.getMessage());
        }
        return run(containers, project, chosen, screen);
    }

    private Optional<Stack> running(Project project) {
        Optional<Stack> stack = Stack.attach(project, folder.path())
                .filter(found -> found.status().stream().anyMatch(server -> !server.pids().isEmpty()));
        stack.ifPresent(found -> found.status().stream().filter(server -> server.state() != State.HEALTHY).findAny().ifPresent(server -> {
            throw new CommandFailure(ExitCode.FAILED, "%s is not healthy (%s): chaos needs a suite that is well to begin with", server.name(), server.detail());
        }));
        return stack;
    }

    private List<Result> runOnItsOwn(Project project, List<Experiment> chosen, Screen screen) {
        screen.line("No suite runs in %s: starting one of its own ...", folder.path());
        Path own = folder.path().resolve("chaos");
        StackSettings settings = StackSettings.of(project).in(own).on(Ports.free()).withoutTraces();
        try (Stack stack = Stack.start(settings, _ -> { })) {
            return run(new Processes(stack), project, chosen, screen);
        }
    }

    private List<Result> run(Servers servers, Project project, List<Experiment> chosen, Screen screen) {
        List<Result> results = new ArrayList<>();
        try (Suite suite = new Suite(servers)) {
            Laboratory laboratory = new Laboratory(suite, project.file(CONVEYOR), folder.path().resolve("reports/chaos"), step -> screen.line("  %s", step));
            for (Experiment experiment : chosen) {
                screen.line("%s: %s", experiment.name(), experiment.title());
                Result result = laboratory.run(experiment, seed);
                result.failures().forEach(failure -> screen.line("  BROKEN: %s", failure));
                result.account().violations().stream().limit(10).forEach(violation -> screen.line("  BROKEN: %s", violation));
                screen.line("  %s%s", result.passed() ? "passed" : "failed", result.page().map(page -> "; report: " + page).orElse(""));
                results.add(result);
            }
        }
        return results;
    }

    private static String table(List<Result> results) {
        Table table = new Table("experiment", "seed", "alert", "recovered", "attempted", "acknowledged", "ended", "lost", "duplicated", "recovered orders",
                "unexpected", "report says", "");
        for (Result result : results) {
            Account account = result.account();
            table.row(result.experiment(), result.seed(), seconds(result.fired()), seconds(result.recovered()), account.attempted(), account.acknowledged(),
                    account.ended(), account.lost(), account.duplicated(), account.recovered(), account.unexpected(),
                    result.found().map(finding -> "%s: %s".formatted(finding.component(), finding.signal().code())).orElse("nothing wrong"), result.passed() ? "passed" : "FAILED");
        }
        return "\n" + table;
    }

    private static String seconds(Optional<Duration> time) {
        return time.map(duration -> duration.toSeconds() + " s").orElse("-");
    }

    private static ArrayNode json(List<Result> results) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Result result : results) {
            Account account = result.account();
            ObjectNode object = json.addObject().put("experiment", result.experiment()).put("seed", result.seed()).put("passed", result.passed())
                    .put("momentSeconds", result.moment().toMillis() / 1000.0);
            result.fired().ifPresent(time -> object.put("alertAfterSeconds", time.toMillis() / 1000.0));
            result.recovered().ifPresent(time -> object.put("recoveredAfterSeconds", time.toMillis() / 1000.0));
            result.found().ifPresent(finding -> object.putObject("found").put("component", finding.component().label())
                    .put("signal", finding.signal().code()).put("confidence", finding.confidence()));
            result.page().ifPresent(page -> object.put("report", page.toString()));
            object.putObject("orders").put("attempted", account.attempted()).put("acknowledged", account.acknowledged()).put("ended", account.ended())
                    .put("lost", account.lost()).put("duplicated", account.duplicated()).put("recovered", account.recovered())
                    .put("unexpected", account.unexpected());
            ArrayNode broken = object.putArray("broken");
            result.failures().forEach(broken::add);
            account.violations().forEach(broken::add);
        }
        return json;
    }
}
