package dev.touchstone.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.client.PrometheusClient;
import dev.touchstone.local.client.PrometheusClient.Sample;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.observability.catalog.PlanMetric;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "metrics", description = {
        "Show the 28 numbers of the monitoring plan as Prometheus has them now, the heaviest series of each first.", "",
        "docs/metrics.md says what each is computed from and what to do when it is high."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:every number has a value", " 1:some have none; told which, and what to do", " 4:no suite is running"})
final class MetricsCommand implements Callable<Integer> {

    private static final int MOST_SERIES = 5;

    private final Suites suites;

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Option(names = "--all", description = "Every series, not only the " + MOST_SERIES + " heaviest of each number.")
    private boolean all;
    @Option(names = "--json", description = "Print every series as JSON; a value that is not a finite number is null.")
    private boolean json;

    MetricsCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() throws IOException {
        try (SuiteClient suite = suites.connect(folder.path())) {
            PrometheusClient prometheus = suite.prometheus();
            List<PlanReading> readings = PlanReading.all(prometheus);
            Screen.of(command.commandLine().getOut())
                    .line(json ? json(readings) : PlanTable.byLabel(readings, all ? Integer.MAX_VALUE : MOST_SERIES));
            List<PlanMetric> missing = PlanReading.missing(readings);
            if (missing.isEmpty()) {
                return 0;
            }
            throw new CommandFailure("%s", "%d of %d numbers have no series%n%s".formatted(missing.size(), readings.size(),
                    new PlanDiagnosis(prometheus).of(missing).stream().map("  "::concat).collect(Collectors.joining("\n"))));
        }
    }

    private static String json(List<PlanReading> readings) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ArrayNode numbers = mapper.createArrayNode();
        for (PlanReading reading : readings) {
            PlanMetric metric = reading.metric();
            ArrayNode series = numbers.addObject().put("number", metric.number()).put("record", metric.record())
                    .put("meaning", metric.meaning()).put("unit", metric.unit()).putArray("series");
            for (Sample sample : reading.series()) {
                ObjectNode one = series.addObject();
                ObjectNode labels = one.putObject("labels");
                sample.labels().forEach(labels::put);
                one.put("value", Double.isFinite(sample.value()) ? Double.valueOf(sample.value()) : null);
            }
        }
        return mapper.writeValueAsString(numbers);
    }
}
