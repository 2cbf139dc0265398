package dev.touchstone.platform.http;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.ServerConfig;
import io.helidon.common.socket.SocketOptions;
import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckResponse.Status;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's two sockets: its API, and a second one for {@code /metrics}, {@code /health/live} and {@code /health/ready} that
 * stays out of the public's reach. Whatever fails is answered with a problem.
 */
public final class ServiceHost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);
    private static final String OBSERVE = "observe";

    private final ServerConfig config;
    private final WebServer server;
    private volatile boolean stopping;

    private ServiceHost(Builder builder) {
        config = builder.config;
        server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .maxPayloadSize(config.maxBodyBytes())
                .connectionOptions(ServiceHost::sendAtOnce)
                .shutdownGracePeriod(config.gracePeriod())
                .directHandlers(HttpFailures.beforeRouting(builder.telemetry::counting))
                .routing(builder::api)
                .putSocket(OBSERVE, socket -> socket
                        .host(config.host())
                        .port(config.observePort())
                        .shutdownGracePeriod(config.gracePeriod())
                        .connectionOptions(ServiceHost::sendAtOnce)
                        .directHandlers(HttpFailures.beforeRouting(UnaryOperator.identity())))
                .routing(OBSERVE, builder::observation)
                .featuresDiscoverServices(false)
                .addFeature(health(builder.checks))
                .shutdownHook(false)
                .build();
    }

    /**
     * A body whose bytes are counted goes out in chunks, that is in several writes. Without this, all but the first of them wait
     * until the client has acknowledged the first (RFC 896), which it puts off for 40 ms (RFC 1122, 4.2.3.2) on a kept connection.
     */
    private static void sendAtOnce(SocketOptions.Builder options) {
        options.tcpNoDelay(true);
    }

    public static Builder builder(ServerConfig config, Telemetry telemetry) {
        return new Builder(config, telemetry);
    }

    private ObserveFeature health(List<HealthCheck> checks) {
        return ObserveFeature.builder()
                .sockets(List.of(OBSERVE))
                .endpoint("/")
                .observersDiscoverServices(false)
                .addObserver(HealthObserver.builder()
                        .endpoint("health")
                        .details(true)
                        .useSystemServices(false)
                        .addChecks(checks.toArray(HealthCheck[]::new))
                        .addCheck(check("serving", HealthCheckType.READINESS, () -> !stopping))
                        .addCheck(check("process", HealthCheckType.LIVENESS, () -> true))
                        .build())
                .build();
    }

    private static HealthCheck check(String name, HealthCheckType type, BooleanSupplier up) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public HealthCheckType type() {
                return type;
            }

            @Override
            public HealthCheckResponse call() {
                boolean isUp;
                try {
                    isUp = up.getAsBoolean();
                } catch (RuntimeException e) {
                    LOG.warn("Health check {} failed", name, e);
                    isUp = false;
                }
                return HealthCheckResponse.builder().status(isUp ? Status.UP : Status.DOWN).build();
            }
        };
    }

    public int port() {
        return server.port();
    }

    public int observePort() {
        return server.port(OBSERVE);
    }

    /** Says "not ready", goes on serving for the drain delay, then takes no more requests and lets those in flight finish within the grace period. */
    @Override
    public void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        pause(config.drainDelay());
        server.stop();
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            // Stop at once, then.
            Thread.currentThread().interrupt();
        }
    }

    /** Filters and routes apply in the order in which they are added. */
    public static final class Builder {
        private final ServerConfig config;
        private final Telemetry telemetry;
        private final List<HealthCheck> checks = new ArrayList<>();
        private final List<Consumer<HttpRouting.Builder>> api = new ArrayList<>();
        private final List<HttpService> observation = new ArrayList<>();
        private final KnownPaths paths = new KnownPaths();

        private Builder(ServerConfig config, Telemetry telemetry) {
            this.config = config;
            this.telemetry = telemetry;
        }

        /**
         * Something without which the service should get no requests.
         *
         * @param up answers within about a second; an exception counts as no
         */
        public Builder ready(String name, BooleanSupplier up) {
            checks.add(check(name, HealthCheckType.READINESS, up));
            return this;
        }

        public Builder filter(Filter filter) {
            api.add(routing -> routing.addFilter(filter));
            return this;
        }

        public Builder route(HttpService service) {
            api.add(routing -> routing.register(service));
            paths.register(service);
            return this;
        }

        public Builder route(String path, HttpService service) {
            api.add(routing -> routing.register(path, service));
            paths.register(path, service);
            return this;
        }

        /** Answers beside metrics and health, out of the public's reach; its requests are not counted among the API's. */
        public Builder observe(HttpService service) {
            observation.add(service);
            return this;
        }

        /** Answers failures of {@code type} that come out of a handler with a problem of the service's own; those of status 5xx are logged. */
        public <T extends Throwable> Builder failure(Class<T> type, Function<? super T, Problem> problem) {
            api.add(routing -> routing.error(type, (request, response, failure) ->
                    HttpFailures.answer(request, response, failure, problem.apply(failure))));
            return this;
        }

        /** @throws IllegalStateException when it can't listen, as on a port that is taken; nothing is open then */
        public ServiceHost start() {
            ServiceHost host = new ServiceHost(this);
            host.server.start();
            // A listener that can't start makes the server log why, and stop; start() itself does not fail.
            if (!host.server.isRunning()) {
                throw new IllegalStateException("Can't listen on %s, port %d for the API and %d for metrics and health: is one of them taken?"
                        .formatted(config.host(), config.port(), config.observePort()));
            }
            return host;
        }

        private void api(HttpRouting.Builder routing) {
            HttpFailures.handle(routing);
            routing.addFilter(telemetry.httpFilter());
            routing.addFilter(paths::nameRoute);
            api.forEach(part -> part.accept(routing));
            paths.refuseOtherMethods(routing);
            paths.forEach(telemetry::expect);
        }

        private void observation(HttpRouting.Builder routing) {
            HttpFailures.handle(routing);
            routing.register(telemetry.metricsEndpoint());
            observation.forEach(routing::register);
        }
    }
}
