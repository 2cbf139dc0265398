package dev.touchstone.scenarios.report.diagnosis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as people read them. */
public final class Words {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private Words() {
    }

    /** Such as {@code 4 ms}, {@code 1.2 s}, {@code 3 min}. */
    public static String seconds(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            return "–";
        }
        if (seconds == 0) {
            return "0 s";
        }
        if (seconds < 0.001) {
            return "< 1 ms";
        }
        if (seconds < 1) {
            return String.format(Locale.ROOT, "%.0f ms", seconds * 1_000);
        }
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 180) {
            return String.format(Locale.ROOT, "%.0f s", seconds);
        }
        return seconds < 10_800 ? String.format(Locale.ROOT, "%.0f min", seconds / 60) : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    /** Time of day where the reader is. */
    public static String clock(Instant moment) {
        return CLOCK.format(moment.atZone(ZoneId.systemDefault()));
    }

    public static String percent(double ratio) {
        return Double.isNaN(ratio) ? "–" : String.format(Locale.ROOT, ratio > 0 && ratio < 0.1 ? "%.1f %%" : "%.0f %%", 100 * ratio);
    }

    public static String count(double number) {
        return String.format(Locale.ROOT, number == Math.rint(number) || number >= 100 ? "%,.0f" : "%.1f", number);
    }
}
