package dev.touchstone.observability.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What dashboards and alerts make of the metrics, through recording rules too. */
final class Usage {
    private static final Path RULES = Path.of("../prometheus/rules");
    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
    private static final Pattern RULE = Pattern.compile("(?m)^ {6}- (record|alert): (\\S+)\\n {8}expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*\\n))(?: {8}labels:\\n((?: {10}.*\\n)+))?");
    private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)})?");
    private static final Pattern EQUAL = Pattern.compile("(\\w+)=~?\"([^\"]*)\"");
    /** Labels by which two uses of one metric can speak of different things. */
    private static final List<String> APART = List.of("job", "db_instance", "slo");

    private final List<Rule> rules;
    private final List<Panel> panels;
    private final Map<String, Metric> samples = new HashMap<>();

    private record Rule(boolean alerts, String name, String expression, Selection labels) {
    }

    /** @param dashboard its uid */
    record Panel(String dashboard, String title, String expressions) {
    }

    /** Values that labels are bound to; labels that are not there may have any. */
    private record Selection(Map<String, Set<String>> values) {
        static Selection of(String matchers) {
            return new Selection(matchers == null ? Map.of() : EQUAL.matcher(matchers).results().filter(found -> APART.contains(found.group(1)))
                    .collect(Collectors.toMap(found -> found.group(1), found -> Set.copyOf(Arrays.asList(found.group(2).split("\\|"))), (one, _) -> one)));
        }

        /** Bound further by what surrounds it. */
        Selection within(Selection outer) {
            Map<String, Set<String>> both = new HashMap<>(outer.values);
            both.putAll(values);
            return new Selection(both);
        }

        boolean canMeet(Selection other) {
            return values.entrySet().stream().allMatch(mine -> {
                Set<String> theirs = other.values.get(mine.getKey());
                return theirs == null || theirs.stream().anyMatch(mine.getValue()::contains);
            });
        }
    }

    /** @param sample name of the metric with the suffix of the series, if it is a histogram's */
    private record Use(String sample, Selection selection) {
        boolean meets(Use other) {
            return sample.equals(other.sample) && selection.canMeet(other.selection);
        }
    }

    private Usage(List<Rule> rules, List<Panel> panels) {
        this.rules = rules;
        this.panels = panels;
        for (Metric metric : Metric.values()) {
            Stream.of("", "_bucket", "_sum", "_count").forEach(suffix -> samples.put(metric.metricName() + suffix, metric));
        }
    }

    static Usage read() {
        List<Rule> rules = files(RULES, ".yml").flatMap(file -> RULE.matcher(text(file) + "\n").results()).map(rule -> new Rule(
                rule.group(1).equals("alert"), rule.group(2), rule.group(3) == null ? rule.group(4) : rule.group(3),
                // As a label of the rule is written, so that it reads like a selector.
                Selection.of(rule.group(5) == null ? null : rule.group(5).replaceAll("(\\w+): \"?([^\"\\n]*)\"?", "$1=\"$2\"")))).toList();
        List<Panel> panels = new ArrayList<>();
        files(DASHBOARDS, ".json").forEach(file -> {
            JsonNode dashboard = new JsonMapper().readTree(text(file));
            collect(dashboard.path("uid").asString(), dashboard.path("panels"), panels);
        });
        return new Usage(rules, panels);
    }

    private static void collect(String dashboard, JsonNode panels, List<Panel> into) {
        for (JsonNode panel : panels) {
            String expressions = panel.path("targets").values().stream().map(target -> target.path("expr").asString("")).collect(Collectors.joining("\n"));
            into.add(new Panel(dashboard, panel.path("title").asString(""), expressions));
            collect(dashboard, panel.path("panels"), into);
        }
    }

    /** The panels that draw the number itself. */
    List<Panel> panels(PlanMetric plan) {
        return panels.stream().filter(panel -> names(panel.expressions()).anyMatch(found -> found.group(1).equals(plan.record()))).toList();
    }

    /** The dashboards that draw the metric, by their uids. */
    List<String> dashboards(Metric metric) {
        return panels.stream().filter(panel -> uses(panel.expressions(), new Selection(Map.of())).anyMatch(of(metric)))
                .map(Panel::dashboard).distinct().sorted().toList();
    }

    /** The alerts that look at what the number is made of. */
    List<String> alerts(PlanMetric plan) {
        List<Use> ofPlan = rules.stream().filter(rule -> rule.name().equals(plan.record())).flatMap(rule -> uses(rule.expression(), rule.labels())).toList();
        return alerts(use -> ofPlan.stream().anyMatch(use::meets));
    }

    List<String> alerts(Metric metric) {
        return alerts(of(metric));
    }

    private List<String> alerts(Predicate<Use> wanted) {
        return rules.stream().filter(Rule::alerts).filter(alert -> uses(alert.expression(), new Selection(Map.of())).anyMatch(wanted))
                .map(Rule::name).distinct().sorted().toList();
    }

    private Predicate<Use> of(Metric metric) {
        return use -> samples.get(use.sample()) == metric;
    }

    /** What an expression reads of the catalogue, where it names recording rules what those read. */
    private Stream<Use> uses(String expression, Selection outer) {
        return names(expression).flatMap(found -> {
            Selection selection = Selection.of(found.group(2));
            Selection here = selection.within(outer);
            return samples.containsKey(found.group(1))
                    ? Stream.of(new Use(found.group(1), selection))
                    : rules.stream().filter(rule -> !rule.alerts() && rule.name().equals(found.group(1)) && rule.labels().canMeet(here))
                            .flatMap(rule -> uses(rule.expression(), rule.labels().within(here)));
        });
    }

    private static Stream<MatchResult> names(String expression) {
        return NAME.matcher(expression).results();
    }

    private static Stream<Path> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
