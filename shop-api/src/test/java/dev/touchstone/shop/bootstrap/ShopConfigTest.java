package dev.touchstone.shop.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.platform.config.InvalidConfiguration;
import dev.touchstone.platform.config.Settings;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.order.Metal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopConfigTest {
    @TempDir
    private Path directory;

    private Map<String, String> environment;

    @BeforeEach
    void nameTheSecrets() throws IOException {
        String secret = Files.writeString(directory.resolve("secret"), "hunter2\n").toString();
        environment = new HashMap<>(Map.of(
                "DB_PASSWORD_FILE", secret,
                "BROKER_PASSWORD_FILE", secret,
                "STORAGE_SECRET_KEY_FILE", secret,
                "TOKENS_JWKS", "http://127.0.0.1:8099/jwks.json"));
    }

    @Test
    void needsNothingButSecretsAndKeys() {
        ShopConfig config = Settings.load(environment, ShopConfig::read);

        assertThat(config.server().port()).isEqualTo(8081);
        assertThat(config.server().observePort()).isEqualTo(9081);
        assertThat(config.metals().metals()).extracting(Metal::name).containsExactly("silver-925", "gold-585", "gold-750", "platinum-950");
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void letsBodiesInThatAreLargerThanAModelSoThatTheyAreRefusedInItsOwnWords() {
        assertThat(Settings.load(environment, ShopConfig::read).server().maxBodyBytes()).isGreaterThan((int) Model.LARGEST);
    }

    @Test
    void takesTheMetalsOnOfferFromTheEnvironment() {
        environment.put("SHOP_METALS", " bronze , silver-925");

        assertThat(Settings.load(environment, ShopConfig::read).metals().metals()).extracting(Metal::name).containsExactly("bronze", "silver-925");
    }

    @Test
    void reportsAllFaultsTogether() {
        environment.put("SERVER_PORT", "eighty");
        environment.put("STORAGE_ENDPOINT", "not an address");
        environment.put("SHOP_METALS", " , ");
        environment.put("SHOP_REPORT_WORKERS", "0");
        environment.put("USERS_TRACKED", "-1");
        environment.remove("DB_PASSWORD_FILE");

        assertThatThrownBy(() -> Settings.load(environment, ShopConfig::read)).isInstanceOfSatisfying(InvalidConfiguration.class, invalid ->
                assertThat(invalid.faults()).satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("server.port "),
                        fault -> assertThat(fault).startsWith("storage.endpoint "),
                        fault -> assertThat(fault).startsWith("shop.metals "),
                        fault -> assertThat(fault).startsWith("shop.report-workers "),
                        fault -> assertThat(fault).startsWith("users.tracked "),
                        fault -> assertThat(fault).startsWith("db.password-file ")));
    }
}
