package dev.touchstone.local.command;

import dev.touchstone.local.client.SuiteClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "metrics", description = "Show what Prometheus sees of the running suite: its targets and the main figures.")
final class MetricsCommand implements Callable<Integer> {

    private final Suites suites;

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;

    MetricsCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(command.commandLine().getOut());
        try (SuiteClient suite = suites.connect(folder.path())) {
            PrometheusOverview overview = new PrometheusOverview(suite.prometheus());
            screen.line(overview.targets());
            screen.line(overview.figures());
            return 0;
        }
    }
}
