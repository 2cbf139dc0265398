package dev.touchstone.local.command;

import dev.touchstone.local.client.PrometheusClient.Sample;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The 28 numbers of the plan for people to read. */
final class PlanTable {

    private static final String NOTHING = "–";

    private PlanTable() {
    }

    /**
     * Every number with its series.
     *
     * @param most how many series of one number are shown; a note tells how many are left out
     */
    static String byLabel(List<PlanReading> readings, int most) {
        return readings.stream().map(reading -> byLabel(reading, most)).collect(Collectors.joining("\n"));
    }

    private static String byLabel(PlanReading reading, int most) {
        String title = "%2d  %s, %s  (%s)%n".formatted(reading.metric().number(), reading.metric().meaning(), reading.metric().unit(),
                reading.metric().record());
        if (reading.series().isEmpty()) {
            return title + "no series\n".indent(6);
        }
        List<String> keys = reading.labelKeys();
        List<String> heading = new ArrayList<>(List.of("value"));
        heading.addAll(keys);
        Table table = new Table(heading.toArray(String[]::new));
        for (Sample sample : reading.series().subList(0, Math.min(most, reading.series().size()))) {
            List<String> row = new ArrayList<>(List.of(number(sample.value())));
            keys.forEach(key -> row.add(sample.label(key)));
            table.row(row.toArray());
        }
        int leftOut = reading.series().size() - most;
        String note = leftOut > 0 ? "and %,d more, none of them heavier; --all shows them%n".formatted(leftOut).indent(6) : "";
        return title + table.toString().indent(6) + note;
    }

    /** One line for each number: its heaviest series. */
    static String heaviest(List<PlanReading> readings) {
        Table table = new Table("no", "number of the plan", "highest", "unit", "series", "of");
        for (PlanReading reading : readings) {
            if (reading.series().isEmpty()) {
                table.row(reading.metric().number(), reading.metric().meaning(), NOTHING, reading.metric().unit(), 0, "");
            } else {
                Sample heaviest = reading.series().getFirst();
                table.row(reading.metric().number(), reading.metric().meaning(), number(heaviest.value()), reading.metric().unit(),
                        reading.series().size(),
                        reading.labelKeys().stream().map(heaviest::label).filter(text -> !text.isEmpty()).collect(Collectors.joining("  ")));
            }
        }
        return table.toString();
    }

    /** Whole, or to three digits, or to the tenth when there are more. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (value == Math.rint(value)) {
            return "%,.0f".formatted(value);
        }
        return Math.abs(value) >= 100 ? "%,.1f".formatted(value)
                : new BigDecimal(value).round(new MathContext(3)).toPlainString();
    }
}
