package dev.touchstone.mes.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.bootstrap.MesConfig.Role;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.fake.Workshop;
import dev.touchstone.platform.config.InvalidConfiguration;
import dev.touchstone.platform.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MesConfigTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void giveWhatHasNoDefault() throws IOException {
        String secret = Files.writeString(folder.resolve("secret"), "s3cret\n").toString();
        environment.putAll(Map.of("DB_PASSWORD_FILE", secret, "BROKER_PASSWORD_FILE", secret, "STORAGE_SECRET_KEY_FILE", secret, "TOKENS_JWKS", "file:/jwks.json"));
    }

    @Test
    void readsTheDefaults() {
        MesConfig config = read();

        assertThat(config.roles()).containsExactlyInAnyOrder(Role.API, Role.CONVEYOR);
        assertThat(config.workers()).containsOnlyKeys(Stage.values());
        assertThat(config.toolpath().layerHeight()).isEqualTo(0.05);
        for (String metal : new String[] {"silver-925", "gold-585", "gold-750", "platinum-950"}) {
            assertThat(config.pricing().metal(new MetalCode(metal))).isPresent();
        }
        // 1 cm³ of sterling: 10.40 g × 1.60 + (17 + 11 + 6) min × 48 per hour + 12
        assertThat(config.pricing().quote(Workshop.CUBE, config.pricing().metal(new MetalCode("silver-925")).orElseThrow()).price())
                .isEqualTo(Workshop.euro("55.84"));
        assertThat(config.machines().runTime(Stage.CASTING, Workshop.CUBE)).hasMinutes(17);
    }

    @Test
    void takesTheEnvironmentBeforeTheFile() {
        environment.putAll(Map.of("MES_ROLES", "conveyor", "MES_TIME_SCALE", "60", "MES_STAGES_CASTING_WORKERS", "9", "MES_METALS_SILVER_925_PRICE_PER_GRAM", "0"));

        MesConfig config = read();

        assertThat(config.roles()).containsExactly(Role.CONVEYOR);
        assertThat(config.workers()).containsEntry(Stage.CASTING, 9);
        assertThat(config.machines().runTime(Stage.CASTING, Workshop.CUBE)).hasSeconds(17);
        assertThat(config.pricing().metal(new MetalCode("silver-925")).orElseThrow().pricePerGram().amount()).isZero();
    }

    @Test
    void tellsAllFaultsTogether() {
        environment.putAll(Map.ofEntries(
                Map.entry("DB_PASSWORD_FILE", "/nowhere"), Map.entry("MES_ROLES", "api,furnace"), Map.entry("MES_TIME_SCALE", "0"),
                Map.entry("MES_STAGES_POLISHING_WORKERS", "many"), Map.entry("MES_TOOLPATH_LAYER_HEIGHT_MILLIMETRES", "0.0001"),
                Map.entry("MES_MACHINES_CASTING_FIXED", "soon"), Map.entry("MES_PRICING_CURRENCY", "COINS"),
                Map.entry("MES_METALS_GOLD_585_DENSITY", "-13"), Map.entry("MES_METALS_GOLD_750_PRICE_PER_GRAM", "-1")));

        assertThatExceptionOfType(InvalidConfiguration.class).isThrownBy(this::read).withMessageContainingAll(
                "db.password-file", "mes.roles must be made of api and conveyor, not of furnace", "mes.time-scale must be positive",
                "mes.stages.polishing.workers", "mes.toolpath.layer-height-millimetres must be at least 0.001", "mes.machines.casting.fixed",
                "mes.pricing.currency must be an ISO 4217 code", "mes.metals.gold-585.density must be positive",
                "mes.metals.gold-750.price-per-gram must not be negative");
    }

    private MesConfig read() {
        return Settings.load(environment, MesConfig::read);
    }
}
