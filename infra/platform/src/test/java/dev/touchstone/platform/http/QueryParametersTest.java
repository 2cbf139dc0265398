package dev.touchstone.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.ServerConfig;
import io.helidon.http.Status;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueryParametersTest {
    private enum Colour { RED, GREEN }

    private record Page(Object colour, Object after, int limit) {}

    private record Letter(Object queue, String reason) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final ServiceHost host = ServiceHost.builder(new ServerConfig("127.0.0.1", 0, 0, 1024, Duration.ZERO, Duration.ZERO), Telemetry.forTests())
            .route(rules -> rules
                    .get("/pages", (request, response) -> response.send(QueryParameters.read(request, query ->
                            new Page(query.constant("colour", Colour.class), query.uuid("after"), query.integer("limit", 1, 100, 50))).toString().getBytes(UTF_8)))
                    .get("/letters", (request, response) -> response.send(QueryParameters.read(request, query ->
                            new Letter(query.text("queue", 8), query.requiredText("reason", 5))).toString().getBytes(UTF_8)))
                    .get("/failures", (_, _) -> {
                        throw new IllegalStateException("secret of the house");
                    }))
            .failure(IllegalStateException.class, _ -> Problem.of(Status.SERVICE_UNAVAILABLE_503, "Come back later."))
            .start();

    @AfterEach
    void stop() {
        host.close();
        client.close();
    }

    @Test
    void readsWhatIsThere() throws Exception {
        assertThat(get("/pages?colour=GREEN&limit=7&after=0199a5c4-7c00-7000-8000-000000000001").body())
                .isEqualTo("Page[colour=Optional[GREEN], after=Optional[0199a5c4-7c00-7000-8000-000000000001], limit=7]");
    }

    @Test
    void takesLeftOutAndEmptyParametersAsAbsent() throws Exception {
        assertThat(get("/pages?colour=&limit=").body()).isEqualTo("Page[colour=Optional.empty, after=Optional.empty, limit=50]");
    }

    @Test
    void namesAllFaultsAtOnce() throws Exception {
        HttpResponse<String> response = get("/pages?colour=BLUE&limit=101&after=1-1-1-1-1&color=RED");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(response.body()).contains("colour must be one of RED, GREEN", "after must be a UUID", "limit must be a whole number from 1 to 100", "color is not a known parameter");
    }

    @Test
    void readsText() throws Exception {
        assertThat(get("/letters?reason=a%20b%26c").body()).isEqualTo("Letter[queue=Optional.empty, reason=a b&c]");
        assertThat(get("/letters?reason=x&queue=12345678").body()).isEqualTo("Letter[queue=Optional[12345678], reason=x]");
    }

    @Test
    void refusesTextThatIsEmptyBlankTooLongOrMissing() throws Exception {
        for (String empty : List.of("/letters?reason=x&queue=", "/letters?reason=x&queue", "/letters?reason=x&queue=%20", "/letters?reason=x&queue=123456789")) {
            assertThat(get(empty).statusCode()).as(empty).isEqualTo(400);
            assertThat(get(empty).body()).contains("queue must have 1 to 8 characters");
        }
        assertThat(get("/letters?reason=+").body()).contains("reason must have 1 to 5 characters");
        assertThat(get("/letters").body()).contains("reason is missing");
    }

    @Test
    void answersAFailureWithTheProblemOfTheServicesOwn() throws Exception {
        HttpResponse<String> response = get("/failures");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("Come back later.").doesNotContain("secret");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path)).build(), BodyHandlers.ofString());
    }
}
