package dev.touchstone.observability;

import dev.touchstone.observability.http.HttpObservation;
import dev.touchstone.observability.http.MetricsEndpoint;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.observability.probe.Probes;
import dev.touchstone.observability.process.ProcessUse;
import dev.touchstone.observability.process.SystemMeters;
import dev.touchstone.observability.trace.FinishedSpans;
import dev.touchstone.observability.trace.MessageTracing;
import dev.touchstone.observability.trace.Tracing;
import dev.touchstone.observability.users.TopUsers;
import dev.touchstone.observability.users.Users;
import io.helidon.http.DirectHandler;
import io.helidon.metrics.api.MetricsFactory;
import io.helidon.service.registry.Services;
import io.helidon.tracing.Tracer;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.HttpService;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;

/** All that one service observes with: its meters, its tracer and what is built of the two. */
public final class Telemetry implements AutoCloseable {
    private final Meters meters;
    private final Tracing tracing;
    private final FinishedSpans finished;
    private final TopUsers users;
    private final HttpObservation http;
    private final Probes probes;

    private Telemetry(Meters meters, Tracing tracing, FinishedSpans finished, Users users) {
        this.meters = meters;
        this.tracing = tracing;
        this.finished = finished;
        this.users = new TopUsers(users);
        this.http = new HttpObservation(meters, tracing.tracer(), this.users);
        this.users.expose(meters);
        this.probes = new Probes(meters);
    }

    /**
     * Once per process. The standard {@code OTEL_*} variables choose the exporter of traces, none by default.
     *
     * @param service name of the service in traces, {@code shop-api}
     */
    public static Telemetry start(String service) {
        return start(service, Users.withRandomKey());
    }

    /** With settings for the metrics by user; see {@link #start(String)}. */
    public static Telemetry start(String service, Users users) {
        Meters meters = new Meters();
        ProcessUse.expose(meters);
        SystemMeters.expose(Services.get(MetricsFactory.class).globalRegistry(), meters);
        return new Telemetry(meters, Tracing.start(service, meters), new FinishedSpans(), users);
    }

    /** Meters of its own, spans in memory, nothing global: any number of these live side by side. */
    public static Telemetry forTests() {
        FinishedSpans finished = new FinishedSpans();
        return new Telemetry(new Meters(), Tracing.exportingTo(finished), finished, Users.withRandomKey());
    }

    public Meters meters() {
        return meters;
    }

    public Tracer tracer() {
        return tracing.tracer();
    }

    public PortObserver portObserver() {
        return new PortObserver(meters, tracer());
    }

    public MessageTracing messageTracing() {
        return new MessageTracing(tracer(), meters::failed);
    }

    /** Observes every request of the socket that it is added to; to be the first filter of its routing. */
    public Filter httpFilter() {
        return http;
    }

    /** Shows a route's successes and failures at 0 before anybody calls it. */
    public void expect(String method, String route) {
        http.expect(method, route);
    }

    /** Wraps a direct handler of the same server, so that requests it refuses before routing are counted. */
    public DirectHandler counting(DirectHandler handler) {
        return http.counting(handler);
    }

    /** Values by user from elsewhere, under the same pseudonyms and with the same bound. */
    public TopUsers users() {
        return users;
    }

    /** Values that are fetched in the background, so that a scrape never waits for them. */
    public Probes probes() {
        return probes;
    }

    /** {@code GET /metrics}, for the socket that people do not reach. */
    public HttpService metricsEndpoint() {
        return new MetricsEndpoint(meters);
    }

    /** Spans that ended, of an instance {@link #forTests()}; always empty in a running service. */
    public List<SpanData> finishedSpans() {
        return finished.all();
    }

    @Override
    public void close() {
        probes.close();
        tracing.close();
    }
}
