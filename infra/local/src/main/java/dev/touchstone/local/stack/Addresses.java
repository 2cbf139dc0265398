package dev.touchstone.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything of a stack is and how to get in; kept in {@code addresses.json} for its owner only.
 *
 * @param services  by name: {@code shop-api}, {@code crm-api}, {@code mes-pipeline}
 * @param databases by name: {@code shop}, {@code mes}
 * @param zipkin    {@code null} when the stack runs without traces
 * @param tokens    the folder of the signing key, for {@code TokenIssuer.open}
 * @param chaosToken the file of the token that lets faults be injected at the services' observe ports
 */
public record Addresses(Map<String, Service> services, Map<String, Database> databases, Broker broker, Storage storage, URI prometheus, URI alertmanager,
                        URI zipkin, Path tokens, Path chaosToken) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** @param observe where metrics and health are */
    public record Service(URI api, URI observe) {
    }

    /** @param passwords by user; {@code postgres} is the superuser */
    public record Database(String jdbcUrl, Map<String, String> passwords) {
    }

    public record Broker(URI amqp, URI management, String user, String password) {
    }

    public record Storage(URI endpoint, String accessKey, String secretKey) {
    }

    /** What the stack in the folder has written down; empty when none was ever started there. */
    public static Optional<Addresses> read(Path folder) {
        Path file = file(folder);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Addresses.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path folder) {
        try {
            Folders.writePrivately(file(folder), JSON.writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("addresses.json");
    }
}
