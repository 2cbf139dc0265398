package dev.touchstone.local.command;

import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.page.DashboardPage;
import dev.touchstone.local.page.PageSettings;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackFailure;
import dev.touchstone.local.stack.StackPort;
import dev.touchstone.local.stack.StackSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "up", description = {
        "Start the suite as processes of this machine, show it at work, and stay until Ctrl-C.", "",
        "Databases, broker, object storage, Prometheus, Alertmanager, Zipkin and the three services listen on 127.0.0.1 only. Demonstration customers "
                + "order pieces that the project makes itself; your own go in with ./touchstone order."},
        footer = {"", "Example: ./touchstone up --for 90s"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:with --for: all was healthy, and orders were closed", " 1:something failed", " 2:wrong command line"})
final class UpCommand implements Callable<Integer> {

    private static final Patience ORDER_PATIENCE = new Patience(Duration.ofMinutes(2), Duration.ofMillis(500));
    /** Prometheus scrapes every five seconds, and some figures come from probes that have a pace of their own. */
    private static final Duration SCRAPES = Duration.ofSeconds(12);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Option(names = "--for", paramLabel = "DURATION",
            description = "End by itself, so long after everything was healthy: 90s, 5m, 2h.")
    private Duration duration;
    @Option(names = "--port-offset", paramLabel = "NUMBER", defaultValue = "0",
            description = "Added to every port, when the usual ones are taken (default: ${DEFAULT-VALUE}).")
    private int portOffset;
    @Option(names = "--time-scale", paramLabel = "FACTOR",
            description = "How many times faster than a workshop's the machines run; without it, a piece takes a few seconds.")
    private Double timeScale;
    @Option(names = "--no-traces", description = "Leave Zipkin out.")
    private boolean noTraces;
    @Option(names = "--no-traffic", description = "No demonstration orders.")
    private boolean noTraffic;

    @Override
    public Integer call() throws InterruptedException, IOException {
        Screen screen = Screen.of(command.commandLine().getOut());
        StackSettings settings = settings();
        long start = System.nanoTime();
        List<String> troubles;
        CountDownLatch stopped = endInOrderOnSignals(screen);
        try (Stack stack = Stack.start(settings, new ProgressLines(screen)); DashboardPage page = page(settings, stack.addresses())) {
            screen.line("");
            screen.line("Touchstone is up after %s.%n%n%s", Demonstration.readable(Duration.ofNanos(System.nanoTime() - start)),
                    addresses(stack.addresses(), page.address(), settings.folder()));
            troubles = show(stack, screen);
        } catch (InterruptedException | StackFailure.Interrupted signal) {
            return ExitCode.FAILED;
        } finally {
            stopped.countDown();
        }
        return verdict(troubles, screen);
    }

    private static DashboardPage page(StackSettings settings, Addresses addresses) throws IOException {
        Optional<URI> traces = Optional.ofNullable(addresses.zipkin()).map(zipkin -> zipkin.resolve("/zipkin/traces/"));
        return DashboardPage.start(PageSettings.onLoopback(settings.ports().of(StackPort.DASHBOARDS), settings.project().root(), addresses.prometheus(), traces));
    }

    private List<String> show(Stack stack, Screen screen) throws InterruptedException {
        try (SuiteClient suite = RunningSuites.connect(stack)) {
            if (duration == null) {
                screen.line("Order your own piece from another terminal: ./touchstone order FILE.stl --metal silver-925 --approve%s%n"
                        + "Ctrl-C stops everything.", folder.asArgument());
            }
            HealthWatch health = new HealthWatch(stack::status, screen);
            List<String> troubles = new Demonstration(suite, health, screen, ORDER_PATIENCE, SCRAPES)
                    .run(!noTraffic, Optional.ofNullable(duration));
            screen.line("Stopping ...");
            return troubles;
        } finally {
            // A signal may have left its mark; the stop that follows has to wait for processes.
            Thread.interrupted();
        }
    }

    private StackSettings settings() {
        Project project = Project.find();
        if (timeScale != null && !(timeScale > 0)) {
            throw new ParameterException(command.commandLine(), "the time scale must be more than 0");
        }
        try {
            StackSettings settings = StackSettings.of(project).in(folder.path()).on(Ports.shifted(portOffset));
            if (timeScale != null) {
                settings = settings.with("mes-pipeline", Map.of("MES_TIME_SCALE", timeScale.toString()));
            }
            return noTraces ? settings.withoutTraces() : settings;
        } catch (IllegalArgumentException outOfRange) {
            throw new ParameterException(command.commandLine(), outOfRange.getMessage());
        }
    }

    /** On Ctrl-C or SIGTERM the virtual machine stays until this thread, interrupted, has stopped the stack. */
    private static CountDownLatch endInOrderOnSignals(Screen screen) {
        CountDownLatch stopped = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (stopped.getCount() > 0) {
                screen.line("Stopping ...");
                main.interrupt();
                try {
                    if (!stopped.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                        screen.line("Not everything has stopped; ./touchstone down ends the rest.");
                    }
                } catch (InterruptedException impossible) {
                    Thread.currentThread().interrupt();
                }
            }
        }, "end-in-order"));
        return stopped;
    }

    private int verdict(List<String> troubles, Screen screen) {
        screen.line("");
        if (troubles.isEmpty()) {
            screen.line("All was healthy.");
            return 0;
        }
        screen.line("Not all was well:");
        troubles.forEach(trouble -> screen.line("  %s", trouble));
        return ExitCode.FAILED;
    }

    private static String addresses(Addresses addresses, URI page, Path folder) {
        Table table = new Table("what", "address", "");
        table.row("dashboards", page, "and the alerts that fire: open it in a browser");
        addresses.services().forEach((name, service) ->
                table.row(name, service.api() + "/api/v1", "its API document: %s/openapi".formatted(service.api())));
        addresses.services().forEach((name, service) -> table.row(name + ", metrics", service.observe() + "/metrics", ""));
        table.row("Prometheus", addresses.prometheus(), "");
        table.row("Alertmanager", addresses.alertmanager(), "");
        if (addresses.zipkin() != null) {
            table.row("Zipkin", addresses.zipkin(), "traces");
        }
        table.row("RabbitMQ", addresses.broker().amqp(), "");
        table.row("S3", addresses.storage().endpoint(), "");
        addresses.databases().forEach((name, database) -> table.row(name + " database", database.jdbcUrl(), ""));
        return table + "%nPasswords and keys: %s/addresses.json%n".formatted(folder);
    }
}
