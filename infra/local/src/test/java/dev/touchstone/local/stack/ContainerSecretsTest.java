package dev.touchstone.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.token.TokenIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ContainerSecretsTest {

    private final Path definitions = Project.find().file("infra/rabbitmq/definitions.json");

    @TempDir
    private Path folder;

    @Test
    void givesBothEndsOfAConnectionTheSamePassword() throws Exception {
        ContainerSecrets.handOut(folder, definitions);

        assertThat(text("shop-api/db-password")).isEqualTo(text("shop-db/shop")).hasSize(32);
        assertThat(text("crm-api/db-password")).isEqualTo(text("shop-db/crm")).isNotEqualTo(text("shop-db/shop"));
        assertThat(text("mes-pipeline/db-password")).isEqualTo(text("mes-db/mes"));
        assertThat(text("mes-pipeline/storage-secret-key")).isEqualTo(text("minio/storage-secret-key"));
        assertThat(text("shop-api/users-pseudonym-key")).isEqualTo(text("crm-api/users-pseudonym-key"));
    }

    @Test
    void tellsTheBrokerAHashOfThePasswordThatTheServicesHave() throws Exception {
        ContainerSecrets.handOut(folder, definitions);

        JsonNode user = new ObjectMapper().readTree(text("rabbitmq/definitions.json")).at("/users/0");
        byte[] hash = Base64.getDecoder().decode(user.path("password_hash").asText());
        byte[] salt = Arrays.copyOf(hash, 4);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(salt);
        assertThat(Arrays.copyOfRange(hash, 4, hash.length)).isEqualTo(digest.digest(text("crm-api/broker-password").getBytes()));
        assertThat(user.path("name").asText()).isEqualTo("touchstone");
    }

    @Test
    void publishesTheKeyThatTheDemonstrationSignsWithAndKeepsItsPrivateHalf() throws Exception {
        ContainerSecrets.handOut(folder, definitions);

        for (String service : new String[] {"shop-api", "crm-api", "mes-pipeline"}) {
            assertThat(text(service + "/jwks.json")).isEqualTo(text("demo/jwks.json")).doesNotContain("\"d\"");
            assertThat(folder.resolve(service).resolve("signing-key.json")).doesNotExist();
        }
        assertThat(TokenIssuer.open(folder.resolve("demo")).token("customer", "alice")).isNotEmpty();
    }

    @Test
    void changesNothingTheSecondTime() throws Exception {
        ContainerSecrets.handOut(folder, definitions);
        Map<Path, String> before = everything();

        ContainerSecrets.handOut(folder, definitions);

        assertThat(everything()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void letsOtherUsersReadWhatIsTheirsAndNotTheWhole() throws Exception {
        ContainerSecrets.handOut(folder, definitions);

        assertThat(permissions("shop-db/postgres")).isEqualTo("r--r--r--");
        assertThat(permissions("all/shop-postgres")).isEqualTo("rw-------");
        assertThat(permissions("demo/signing-key.json")).isEqualTo("rw-------");
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }

    private Map<Path, String> everything() throws Exception {
        Map<Path, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file, Files.readString(file));
            }
        }
        return files;
    }

    private String text(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }
}
