package dev.touchstone.crm.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.platform.config.InvalidConfiguration;
import dev.touchstone.platform.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrmConfigTest {
    @TempDir
    private Path folder;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void giveWhatHasNoDefault() throws IOException {
        String password = Files.writeString(folder.resolve("password"), "secret\n").toString();
        environment.put("DB_PASSWORD_FILE", password);
        environment.put("BROKER_PASSWORD_FILE", password);
        environment.put("TOKENS_JWKS", "file:///somewhere/jwks.json");
    }

    @Test
    void hasADefaultForAllButSecretsAndTheKeySet() {
        CrmConfig config = Settings.load(environment, CrmConfig::read);

        assertThat(config.server().port()).isEqualTo(8082);
        assertThat(config.server().observePort()).isEqualTo(9082);
        assertThat(config.database().user()).isEqualTo("crm");
        assertThat(config.sessions().timeouts().idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.sessions().timeouts().absolute()).isEqualTo(Duration.ofHours(8));
        assertThat(config.sessions().secureCookie()).isFalse();
    }

    @Test
    void takesTheEnvironmentFirst() {
        environment.put("SESSIONS_IDLE_TIMEOUT", "PT5M");
        environment.put("SESSIONS_SECURE_COOKIE", "true");

        CrmConfig config = Settings.load(environment, CrmConfig::read);

        assertThat(config.sessions().timeouts().idle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.sessions().secureCookie()).isTrue();
    }

    @Test
    void tellsAllFaultsAtOnce() {
        environment.remove("TOKENS_JWKS");
        environment.put("SESSIONS_IDLE_TIMEOUT", "PT0S");
        environment.put("SESSIONS_PURGE_INTERVAL", "often");
        environment.put("SESSIONS_SECURE_COOKIE", "perhaps");

        assertThatThrownBy(() -> Settings.load(environment, CrmConfig::read)).isInstanceOf(InvalidConfiguration.class)
                .hasMessageContainingAll("tokens.jwks", "sessions.idle-timeout", "sessions.purge-interval", "sessions.secure-cookie");
    }

    @Test
    void refusesAnIdleTimeoutLongerThanTheAbsoluteOne() {
        environment.put("SESSIONS_IDLE_TIMEOUT", "PT9H");

        assertThatThrownBy(() -> Settings.load(environment, CrmConfig::read)).isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("sessions.idle-timeout must not be longer than sessions.absolute-timeout");
    }
}
