package dev.touchstone.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathParametersTest {
    @Test
    void takesAUuidWrittenInFull() {
        assertThat(PathParameters.uuid("0199a5c4-7c00-7000-8000-000000000001")).contains(UUID.fromString("0199a5c4-7c00-7000-8000-000000000001"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "nonsense", "0199a5c4-7c00-7000-8000-00000000000g", "0199a5c4-7c00-7000-8000-0000000000011", "' or true"})
    void takesNothingElse(String text) {
        assertThat(PathParameters.uuid(text)).isEmpty();
    }
}
