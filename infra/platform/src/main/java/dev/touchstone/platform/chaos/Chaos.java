package dev.touchstone.platform.chaos;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Sample;
import dev.touchstone.platform.config.ChaosConfig;
import io.helidon.webserver.http.HttpService;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The chaotic twins of a service's out-ports. Between the adapter and its observed twin, so that what is injected is measured
 * as what it pretends to be. Without a configuration there is nothing: no twin, no route, no series.
 */
public final class Chaos implements AutoCloseable {
    private final Optional<ChaosConfig> config;
    private final Map<String, ChaoticPort> ports = new ConcurrentSkipListMap<>();

    public Chaos(Optional<ChaosConfig> config, Telemetry telemetry) {
        this.config = config;
        if (config.isPresent()) {
            telemetry.meters().samples(Metric.CHAOS_FAULTS_ACTIVE, this::active);
        }
    }

    /**
     * The adapter itself when chaos is off, else its chaotic twin.
     *
     * @param failure turns the cause into the exception that the port throws when what stands behind it can't be had
     */
    public <P> P wrap(Class<P> port, P adapter, Function<? super InjectedFault, ? extends RuntimeException> failure) {
        if (config.isEmpty()) {
            return adapter;
        }
        ChaoticPort chaotic = new ChaoticPort(port, adapter, failure);
        if (ports.putIfAbsent(chaotic.name(), chaotic) != null) {
            throw new IllegalArgumentException("two adapters for the port " + chaotic.name());
        }
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, chaotic));
    }

    /** {@code /chaos}, for the socket that stays out of the public's reach. */
    public Optional<HttpService> routes() {
        return config.map(allowed -> new ChaosRoutes(ports, allowed));
    }

    private List<Sample> active() {
        return ports.values().stream().map(port -> Sample.of(port.fault().isPresent() ? 1 : 0, port.name())).toList();
    }

    /** Heals everything, so that calls that hang go on. */
    @Override
    public void close() {
        ports.values().forEach(ChaoticPort::heal);
    }
}
