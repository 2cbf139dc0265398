package dev.touchstone.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.token.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The secrets of a suite that runs in containers: made when they are first asked for, and handed out so that each container finds
 * its own ones and no others. The folder {@code all} keeps every one; each other folder is a volume that one container mounts.
 */
public final class ContainerSecrets {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Readable by any user, since images bring users of their own: who may read is settled by who mounts the volume. */
    private static final String FOR_THE_CONTAINER = "r--r--r--";
    private static final int SALT_BYTES = 4;

    /** By folder and name of the file: the name of the secret. */
    private static final Map<String, Map<String, String>> HANDED_OUT = Map.of(
            "shop-db", Map.of("postgres", "shop-postgres", "shop", "shop-shop", "crm", "shop-crm", "monitoring", "shop-monitoring"),
            "mes-db", Map.of("postgres", "mes-postgres", "mes", "mes-mes", "monitoring", "mes-monitoring"),
            "minio", Map.of("storage-secret-key", "s3"),
            "shop-api", Map.of("db-password", "shop-shop", "db-monitoring-password", "shop-monitoring", "broker-password", "rabbitmq",
                    "storage-secret-key", "s3", "users-pseudonym-key", "users-pseudonym-key", "chaos-token", "chaos-token"),
            "crm-api", Map.of("db-password", "shop-crm", "broker-password", "rabbitmq", "users-pseudonym-key", "users-pseudonym-key",
                    "chaos-token", "chaos-token"),
            "mes-pipeline", Map.of("db-password", "mes-mes", "db-monitoring-password", "mes-monitoring", "broker-password", "rabbitmq",
                    "storage-secret-key", "s3", "users-pseudonym-key", "users-pseudonym-key", "chaos-token", "chaos-token"),
            "grafana", Map.of("admin-password", "grafana-admin"),
            "chaos", Map.of("chaos-token", "chaos-token"));

    private static final List<String> CHECK_TOKENS = List.of("shop-api", "crm-api", "mes-pipeline");

    private final Path folder;
    private final Secrets all;

    private ContainerSecrets(Path folder) {
        this.folder = folder;
        this.all = new Secrets(folder.resolve("all"));
    }

    /**
     * Makes what is missing; what is there stays as it is.
     *
     * @param folder      holds a folder for each container that needs secrets
     * @param definitions of the broker: its one user gets the password
     */
    public static void handOut(Path folder, Path definitions) {
        new ContainerSecrets(folder).handOut(definitions);
    }

    private void handOut(Path definitions) {
        HANDED_OUT.forEach((consumer, files) -> files.forEach((file, secret) -> give(consumer, file, all.value(secret))));
        if (!Files.exists(folder.resolve("rabbitmq/definitions.json"))) {
            give("rabbitmq", "definitions.json", withPassword(definitions, all.value("rabbitmq")));
        }
        Path keySet = Path.of(TokenIssuer.open(folder.resolve("demo")).jwksUri());
        CHECK_TOKENS.forEach(consumer -> give(consumer, "jwks.json", text(keySet)));
    }

    private void give(String consumer, String file, String text) {
        Path given = Folders.make(folder.resolve(consumer)).resolve(file);
        if (Files.exists(given) && text(given).equals(text)) {
            return;
        }
        Path fresh = given.resolveSibling("." + file);
        try {
            Files.writeString(fresh, text);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(FOR_THE_CONTAINER));
            Files.move(fresh, given, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withPassword(Path definitions, String password) {
        try {
            ObjectNode all = (ObjectNode) JSON.readTree(definitions.toFile());
            ((ObjectNode) all.withArray("users").get(0)).put("password_hash", brokerHash(password));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** RabbitMQ's {@code rabbit_password_hashing_sha256}: a random salt, and the SHA-256 of salt and password, in Base64. */
    private static String brokerHash(String password) {
        byte[] salt = Secrets.random(SALT_BYTES);
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        byte[] salted = Arrays.copyOf(salt, salt.length + secret.length);
        System.arraycopy(secret, 0, salted, salt.length, secret.length);
        byte[] digest = sha256().digest(salted);
        byte[] hash = Arrays.copyOf(salt, salt.length + digest.length);
        System.arraycopy(digest, 0, hash, salt.length, digest.length);
        return Base64.getEncoder().encodeToString(hash);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
