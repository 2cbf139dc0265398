package dev.touchstone.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final URI HERE = URI.create("http://127.0.0.1:8081");

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8081", "http://[::1]:8081", "http://localhost:8081"})
    void takesAddressesOfThisMachine(String address) {
        assertThat(new Target(URI.create(address), HERE, HERE, Path.of("tokens")).shop()).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop-api:8081", "http://crm-api:8082", "http://mes-pipeline:8083"})
    void amongContainersTakesThoseOfTheSuiteByName(String address) {
        assertThat(Target.isOurs(URI.create(address), true)).isTrue();
        assertThat(Target.isOurs(URI.create(address), false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://shop-api.invalid:8081", "http://10.0.0.1:8081", "http://192.0.2.1"})
    void amongContainersRefusesEveryOther(String address) {
        assertThat(Target.isOurs(URI.create(address), true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.0.2.1:8081", "http://10.0.0.1", "http://0.0.0.0:8081", "http://shop.invalid:8081", "file:///tmp"})
    void refusesEveryOther(String address) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Target(HERE, HERE, URI.create(address), Path.of("tokens")))
                .withMessageContaining(address);
    }
}
