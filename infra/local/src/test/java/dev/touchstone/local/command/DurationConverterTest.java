package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "5m, PT5M", "2h, PT2H", "1m30s, PT1M30S", "0s, PT0S"})
    void readsDurationsAsPeopleWriteThem(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "s", "-5s", "1.5m", "5 m", "30s1m", "99999999999999999999s", "9999999999999999h"})
    void refusesOthers(String text) {
        assertThatExceptionOfType(TypeConversionException.class).isThrownBy(() -> new DurationConverter().convert(text))
                .withMessageStartingWith("'" + text + "' is ");
    }
}
