package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.token.TokenIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** The suite that is experimented with: its servers, its insides, its people. */
public final class Suite implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);

    private final Servers servers;
    private final SuiteClient people;
    private final TokenIssuer tokens;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CALL).build();

    public Suite(Servers servers) {
        this.servers = servers;
        Addresses addresses = servers.addresses();
        this.tokens = TokenIssuer.open(addresses.tokens());
        this.people = new SuiteClient(new SuiteAddresses(addresses.services().get("shop-api").api(), addresses.services().get("crm-api").api(),
                addresses.services().get("mes-pipeline").api(), addresses.prometheus()), tokens::token);
    }

    public Servers servers() {
        return servers;
    }

    public Addresses addresses() {
        return servers.addresses();
    }

    public SuiteClient people() {
        return people;
    }

    TokenIssuer tokens() {
        return tokens;
    }

    /**
     * @param database {@code shop} or {@code mes}
     * @param role     {@code postgres} is the superuser
     */
    public Connection connect(String database, String role) throws SQLException {
        return connect(database, role, "touchstone-chaos");
    }

    /** @param application as which the server sees the connection */
    Connection connect(String database, String role, String application) throws SQLException {
        Addresses.Database address = addresses().databases().get(database);
        return DriverManager.getConnection(address.jdbcUrl() + "?connectTimeout=5&ApplicationName=" + application, role, address.passwords().get(role));
    }

    /** Steers the chaotic twins of a service. */
    void chaos(String service, String method, String path, BodyPublisher body) {
        String token;
        try {
            token = Files.readString(addresses().chaosToken()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        send(HttpRequest.newBuilder(addresses().services().get(service).observe().resolve(path))
                .header("Authorization", "Bearer " + token).header("Content-Type", "application/json").method(method, body));
    }

    /** Asks the broker's management API. */
    void broker(String method, String path, BodyPublisher body) {
        Addresses.Broker broker = addresses().broker();
        String credentials = broker.user() + ":" + broker.password();
        send(HttpRequest.newBuilder(URI.create(broker.management() + path)).header("Content-Type", "application/json")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .method(method, body));
    }

    /** @return the status of the answer, whatever it is */
    int status(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(CALL).build(), BodyHandlers.discarding()).statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void send(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(CALL).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s %s answered %d: %s".formatted(request.method(), request.uri(), answer.statusCode(), answer.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s".formatted(request.method(), request.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        people.close();
        http.close();
        servers.close();
    }
}
