package dev.touchstone.mes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.http.ServiceHost;
import dev.touchstone.platform.identity.Caller;
import dev.touchstone.platform.identity.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BrokenDownloadTest {

    private static final int MANY = 4 * 1024 * 1024;

    @Test
    void doesNotLookLikeAWholeFileWhenTheStoreFailsMidway() throws Exception {
        try (ServiceHost host = host(MANY)) {
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> download(host));
        }
    }

    @Test
    void isAProblemWhenTheStoreFailsBeforeTheFirstByte() throws Exception {
        try (ServiceHost host = host(0)) {
            HttpResponse<byte[]> response = download(host);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    private static HttpResponse<byte[]> download(ServiceHost host) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + host.port() + WorkOrderRoutes.PATH + "/" + UUID.randomUUID() + "/model");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
    }

    private static ServiceHost host(int bytes) {
        ServerConfig config = new ServerConfig("127.0.0.1", 0, 0, 1_000, Duration.ZERO, Duration.ofSeconds(1));
        return ServiceHost.builder(config, Telemetry.forTests())
                .filter((chain, request, _) -> {
                    new Caller("olga", Set.of(Role.OPERATOR)).attachTo(request);
                    chain.proceed();
                })
                .route(WorkOrderRoutes.PATH, new WorkOrderRoutes(new BreakingOff(bytes), null, 1, null))
                .start();
    }

    /** Files that end with a failure. */
    private record BreakingOff(int bytes) implements ViewWorkOrders {

        @Override
        public List<WorkOrder> list(Filter filter) {
            return List.of();
        }

        @Override
        public Optional<Details> find(OrderId order) {
            return Optional.empty();
        }

        @Override
        public <T> Optional<T> readModel(OrderId order, ContentReader<T> reader) {
            try {
                return Optional.of(reader.read(new InputStream() {
                    private int left = bytes;

                    @Override
                    public int read() throws IOException {
                        if (left-- > 0) {
                            return 'x';
                        }
                        throw new IOException("the store is gone");
                    }
                }));
            } catch (IOException e) {
                throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, "broken", e);
            }
        }

        @Override
        public <T> Optional<T> readToolpath(OrderId order, ContentReader<T> reader) {
            return readModel(order, reader);
        }
    }
}
