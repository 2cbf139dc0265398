package dev.touchstone.scenarios.report;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Moments as people type them. */
final class Moments {

    private Moments() {
    }

    /**
     * @param text an instant or time with offset, a time of day (the last one that has been), seconds since 1970, or how long ago
     * @throws IllegalArgumentException when it is none of these
     */
    static Instant parse(String text, Instant now, ZoneId zone) {
        String trimmed = text.strip();
        if (trimmed.equals("now")) {
            return now;
        }
        try {
            if (trimmed.matches("\\d{9,11}")) {
                return Instant.ofEpochSecond(Long.parseLong(trimmed));
            }
            if (trimmed.matches("-?\\d+[smhd]")) {
                return now.minus(Duration.parse(ago(trimmed.replaceFirst("^-", ""))));
            }
            if (trimmed.toUpperCase(Locale.ROOT).matches("-?P.+")) {
                return now.minus(Duration.parse(trimmed.replaceFirst("^-", "")));
            }
            if (trimmed.matches("\\d{1,2}:\\d{2}(:\\d{2})?")) {
                LocalTime time = LocalTime.parse(trimmed.length() == 4 || trimmed.length() == 7 ? "0" + trimmed : trimmed);
                ZonedDateTime today = ZonedDateTime.ofInstant(now, zone).with(time);
                return (today.toInstant().isAfter(now) ? today.minusDays(1) : today).toInstant();
            }
            return OffsetDateTime.parse(trimmed).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no moment: use 2026-11-22T10:15:00Z, 10:15, 10m or PT10M".formatted(text), e);
        }
    }

    private static String ago(String text) {
        String number = text.substring(0, text.length() - 1);
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> "P" + number + "D";
            case 'h' -> "PT" + number + "H";
            case 'm' -> "PT" + number + "M";
            default -> "PT" + number + "S";
        };
    }
}
