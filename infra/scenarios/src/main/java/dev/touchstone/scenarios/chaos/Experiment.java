package dev.touchstone.scenarios.chaos;

import dev.touchstone.scenarios.report.Component;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One file of {@code infra/scenarios/experiments}; docs/chaos.md explains its keys.
 *
 * @param name            of the file
 * @param steady          what holds before the fault and again after it
 * @param ordersPerSecond the load
 * @param moment          when the fault begins, after the first order to services that are warm: drawn from this range by the seed
 * @param lasting         of the fault
 * @param alert           what must fire; empty when the suite has to bear the fault in silence
 * @param mayPage         patterns of other alerts that may page
 * @param cause           the component that the report has to name first
 * @param recovery        after the fault's end all is steady and each order has ended within this
 */
public record Experiment(String name, String title, List<Steady> steady, double ordersPerSecond, Range moment, Duration lasting,
        Map<String, Object> fault, Optional<ExpectedAlert> alert, List<String> mayPage, Component cause,
        Duration recovery) {

    /** The expression's value (of each series, and nothing where there is none) is from least to most. */
    public record Steady(String expression, double least, double most) {
    }

    public record Range(Duration from, Duration to) {
    }

    /** @param within after the fault's begin */
    public record ExpectedAlert(String name, Map<String, String> labels, Duration within) {
    }

    public static List<Experiment> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yml")).sorted().map(Experiment::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException that names what is wrong with the file */
    public static Experiment read(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.yml$", "");
        try (InputStream yaml = Files.newInputStream(file)) {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            Fields fields = new Fields(root);
            Experiment experiment = read(name, fields);
            fields.refuseOthers();
            // So that a file that can't be injected is found when it is read.
            experiment.newFault(0);
            return experiment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private static Experiment read(String name, Fields fields) {
        List<Steady> steady = new ArrayList<>();
        for (Fields state : fields.list("steady")) {
            steady.add(new Steady(state.text("query"), state.number("least", 0), state.number("most", Double.MAX_VALUE)));
            state.refuseOthers();
        }
        Fields moment = fields.child("moment");
        Range range = new Range(moment.duration("from"), moment.duration("to"));
        moment.refuseOthers();
        Optional<ExpectedAlert> alert = fields.has("alert") ? Optional.of(alert(fields.child("alert"))) : Optional.empty();
        return new Experiment(name, fields.text("title"), List.copyOf(steady), fields.number("ordersPerSecond", 1), range, fields.duration("lasting"),
                fields.map("fault"), alert, fields.texts("mayPage"), Component.of(fields.text("cause")),
                fields.duration("recovery"));
    }

    private static ExpectedAlert alert(Fields fields) {
        Map<String, String> labels = new TreeMap<>();
        if (fields.has("labels")) {
            fields.map("labels").forEach((label, value) -> labels.put(label, String.valueOf(value)));
        }
        ExpectedAlert alert = new ExpectedAlert(fields.text("name"), labels, fields.duration("within"));
        fields.refuseOthers();
        return alert;
    }

    /** When the fault begins, after the first order. */
    public Duration moment(long seed) {
        long from = moment.from().toMillis();
        return Duration.ofMillis(from + new Random(seed ^ name.hashCode()).nextLong(moment.to().toMillis() - from + 1));
    }

    /** Whether only containers can be experimented with in this way. */
    public boolean needsNetworks() {
        return newFault(0).needsNetworks();
    }

    /** A fault of its own for each run. */
    public Fault newFault(long seed) {
        Fields fields = new Fields(fault);
        // The twin ends it by itself should nobody be left to heal it.
        Duration atMost = lasting.plusSeconds(30);
        Fault made = switch (fields.text("kind")) {
            case "kill" -> ServerFault.killed(fields.text("server"));
            case "restart" -> ServerFault.restarted(fields.text("server"));
            case "pause" -> ServerFault.paused(fields.text("server"));
            case "disconnect" -> ServerFault.disconnected(fields.text("server"));
            case "throttle" -> ServerFault.throttled(fields.text("server"), fields.number("share", 0.2),
                    fields.has("slice") ? fields.duration("slice") : Duration.ofMillis(500));
            case "exhaust-connections" -> DatabaseFault.exhaustedConnections(fields.text("database"), fields.text("role"), fields.text("service"));
            case "lock-table" -> DatabaseFault.lockedTable(fields.text("database"), fields.text("table"));
            case "broker-alarm" -> BrokerFault.diskAlarm();
            case "unbind" -> BrokerFault.missingBinding(fields.text("exchange"), fields.text("queue"), fields.text("routingKey"));
            case "duplicate-messages" -> BrokerFault.duplicates(fields.number("share", 0.05), seed);
            case "poison-models" -> CustomerFault.poisonModels(fields.number("perSecond", 0.1));
            case "session-storm" -> CustomerFault.sessionStorm(fields.number("perSecond", 20));
            case "expired-tokens" -> CustomerFault.expiredTokens(fields.duration("skew"), fields.number("perSecond", 5));
            case "slow-port" -> PortFault.slow(fields.text("service"), fields.text("port"), fields.duration("delay"), fields.duration("jitter"), atMost);
            case "failing-port" -> PortFault.failing(fields.text("service"), fields.text("port"), fields.number("probability", 1), atMost);
            case "hanging-port" -> PortFault.hanging(fields.text("service"), fields.text("port"), fields.number("probability", 1), atMost);
            case "cold-port" -> PortFault.coldStart(fields.text("service"), fields.text("port"), fields.duration("delay"), lasting);
            case String other -> throw new IllegalArgumentException("there is no fault of the kind " + other);
        };
        fields.refuseOthers();
        return made;
    }

    /** A YAML mapping, whose keys are all read or refused. */
    private static final class Fields {
        private final Map<String, Object> values;
        private final Set<String> read = new HashSet<>();

        Fields(Map<String, Object> values) {
            this.values = values == null ? Map.of() : values;
        }

        boolean has(String key) {
            return values.containsKey(key);
        }

        private Object value(String key) {
            read.add(key);
            if (values.get(key) == null) {
                throw new IllegalArgumentException(key + " is missing");
            }
            return values.get(key);
        }

        String text(String key) {
            return String.valueOf(value(key));
        }

        double number(String key, double otherwise) {
            return has(key) ? Double.parseDouble(text(key)) : otherwise;
        }

        /** Such as 20s or 2m. */
        Duration duration(String key) {
            return Duration.parse("PT" + text(key));
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> map(String key) {
            if (!(value(key) instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException(key + " must be a mapping");
            }
            return (Map<String, Object>) map;
        }

        Fields child(String key) {
            return new Fields(map(key));
        }

        @SuppressWarnings("unchecked")
        List<Fields> list(String key) {
            if (!(value(key) instanceof List<?> list)) {
                throw new IllegalArgumentException(key + " must be a list");
            }
            return list.stream().map(entry -> new Fields((Map<String, Object>) entry)).toList();
        }

        List<String> texts(String key) {
            if (!has(key)) {
                read.add(key);
                return List.of();
            }
            return ((List<?>) value(key)).stream().map(String::valueOf).toList();
        }

        void refuseOthers() {
            values.keySet().stream().filter(key -> !read.contains(key)).findAny().ifPresent(key -> {
                throw new IllegalArgumentException("nothing knows the key " + key);
            });
        }
    }
}
