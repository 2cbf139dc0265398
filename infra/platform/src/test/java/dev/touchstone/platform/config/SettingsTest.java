package dev.touchstone.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path folder;

    @Test
    void readsEachTypeOfValue() {
        Map<String, String> values = Map.of(
                "name", " ring ", "count", "7", "weight", "1.50", "wait", "PT1M30S", "address", "http://127.0.0.1:9000", "roles", "api, conveyor,");

        List<Object> read = Settings.of(values, settings -> List.of(settings.text("name"), settings.integer("count", 1, 10),
                settings.decimal("weight"), settings.duration("wait"), settings.uri("address"), settings.list("roles")));

        assertThat(read).containsExactly("ring", 7, new BigDecimal("1.50"), Duration.ofSeconds(90), URI.create("http://127.0.0.1:9000"), List.of("api", "conveyor"));
    }

    @Test
    void fallsBackOnlyWhereAValueIsMissing() {
        assertThat(Settings.<Integer>of(Map.of(), settings -> settings.integer("db.pool-size", 1, 50, 10))).isEqualTo(10);
        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> Settings.of(Map.of("db.pool-size", "many"), settings -> settings.integer("db.pool-size", 1, 50, 10)))
                .satisfies(failure -> assertThat(failure.faults()).containsExactly("db.pool-size must be a whole number"));
    }

    @Test
    void letsTheEnvironmentOverrideAKeyByItsName() {
        Map<String, String> environment = Map.of("DB_POOL_SIZE", "23", "MES_METALS_SILVER_925_PRICE", "0.95");

        assertThat(Settings.<Integer>load(environment, settings -> settings.integer("db.pool-size", 1, 50, 10))).isEqualTo(23);
        assertThat(Settings.<BigDecimal>load(environment, settings -> settings.decimal("mes.metals.silver-925.price"))).isEqualTo("0.95");
    }

    @Test
    void tellsAllFaultsAtOnce() {
        Map<String, String> values = Map.of("server.port", "99999", "observe.port", "nine", "server.drain-delay", "-PT1S");

        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> Settings.of(values, settings -> List.of(ServerConfig.read(settings), DatabaseConfig.read(settings))))
                .satisfies(failure -> assertThat(failure.faults()).containsExactly(
                        "server.port must be from 0 to 65535",
                        "observe.port must be a whole number",
                        "server.drain-delay must not be negative",
                        "db.url is missing (environment variable DB_URL)",
                        "db.user is missing (environment variable DB_USER)",
                        "db.password-file is missing (environment variable DB_PASSWORD_FILE)"))
                .withMessageContaining("6 faults");
    }

    @Test
    void takesSecretsFromFilesAndNeverPrintsThem() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "hunter2\n");

        Secret secret = Settings.of(Map.of("db.password-file", file.toString()), settings -> settings.secret("db.password-file"));

        assertThat(secret.value()).isEqualTo("hunter2");
        assertThat(new DatabaseConfig("jdbc:postgresql://127.0.0.1/shop", "shop", secret, 10).toString()).doesNotContain("hunter2");
    }

    @Test
    void refusesASecretWhoseFileIsMissingOrEmpty() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertThatExceptionOfType(InvalidConfiguration.class)
                .isThrownBy(() -> Settings.of(Map.of("a-file", empty.toString(), "b-file", folder.resolve("none").toString()),
                        settings -> List.of(settings.secret("a-file"), settings.secret("b-file"))))
                .satisfies(failure -> assertThat(failure.faults()).hasSize(2).allSatisfy(fault -> assertThat(fault).contains("must name a readable file")));
    }

    @Test
    void namesWhatIsConfiguredBelowAKey() {
        Map<String, String> values = Map.of("mes.metals.silver-925.density", "10.4", "mes.metals.gold-750.density", "15.5");

        assertThat(Settings.<List<String>>of(values, settings -> settings.names("mes.metals"))).containsExactlyInAnyOrder("silver-925", "gold-750");
    }

    @Test
    void letsAFaultOfTheReaderItselfThrough() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> Settings.of(Map.of(), _ -> {
            throw new IllegalStateException("a fault of ours");
        }));
    }
}
