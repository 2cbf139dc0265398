package dev.touchstone.platform.chaos;

import dev.touchstone.platform.json.JsonFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to go wrong with a port.
 *
 * @param operation   the method that it concerns; all of them when empty
 * @param delay       of latency, and of a slow start at its beginning
 * @param jitter      a delay is longer or shorter by up to this, evenly spread
 * @param probability of each call to be struck, above 0 and up to 1
 * @param lasting     after this time it is over
 */
public record PortFault(Kind kind, Optional<String> operation, Duration delay, Duration jitter, double probability, Duration lasting) {
    /** Enough to see it in every graph, short enough to forget it. */
    static final Duration LASTING = Duration.ofMinutes(1);
    private static final Duration DELAY = Duration.ofSeconds(1);

    public enum Kind {
        /** Right, but later. */
        LATENCY,
        /** Fails at once, as the port fails when what stands behind it can't be had. */
        ERROR,
        /** Says nothing until the fault is over, then does what it was asked to. */
        HANG,
        /** Right but slow, less so from call to call until the fault is over: what has just started and is cold. */
        SLOW_START;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind labelled(String label) {
            return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findAny().orElseThrow(() -> new IllegalArgumentException(
                    "must be one of " + Arrays.stream(values()).map(Kind::label).collect(Collectors.joining(", "))));
        }
    }

    /**
     * Such as <code>{"kind": "latency", "delay": "PT0.2S", "jitter": "PT0.05S", "probability": 0.5, "operation": "find", "for": "PT30S"}</code>;
     * all but the kind may be left out.
     *
     * @param longest the most that {@code for} may ask for
     */
    static PortFault read(JsonFields fields, Duration longest) {
        Duration shorter = longest.compareTo(LASTING) < 0 ? longest : LASTING;
        return new PortFault(
                fields.text("kind", Kind::labelled),
                fields.optionalText("operation"),
                fields.optionalText("delay", text -> duration(text, longest)).orElse(DELAY),
                fields.optionalText("jitter", text -> duration(text, longest)).orElse(Duration.ZERO),
                fields.optionalDecimal("probability", PortFault::probability).orElse(1.0),
                fields.optionalText("for", text -> lasting(text, longest)).orElse(shorter));
    }

    private static Duration lasting(String text, Duration longest) {
        Duration lasting = duration(text, longest);
        if (lasting.isZero()) {
            throw new IllegalArgumentException("must be longer than nothing");
        }
        return lasting;
    }

    private static Duration duration(String text, Duration longest) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT0.2S", e);
        }
        if (duration.isNegative() || duration.compareTo(longest) > 0) {
            throw new IllegalArgumentException("must be from PT0S to " + longest);
        }
        return duration;
    }

    private static double probability(BigDecimal number) {
        double probability = number.doubleValue();
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("must be above 0 and up to 1");
        }
        return probability;
    }
}
