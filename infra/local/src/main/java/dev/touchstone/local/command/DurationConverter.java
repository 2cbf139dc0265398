package dev.touchstone.local.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: 90s, 5m, 2h, 1m30s. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern PARTS = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    @Override
    public Duration convert(String value) {
        Matcher parts = PARTS.matcher(value);
        if (!parts.matches() || value.isEmpty()) {
            throw new TypeConversionException("'%s' is no duration: write it like 90s, 5m, 2h or 1m30s".formatted(value));
        }
        try {
            return Duration.ofHours(number(parts.group(1))).plusMinutes(number(parts.group(2))).plusSeconds(number(parts.group(3)));
        } catch (ArithmeticException | NumberFormatException tooLong) {
            throw new TypeConversionException("'%s' is too long".formatted(value));
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
