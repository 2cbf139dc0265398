package dev.touchstone.scenarios.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** A port of a service that is slow, fails or hangs, by its chaotic twin; over by itself after its time. */
public final class PortFault extends Fault {
    private final String service;
    private final String port;
    private final ObjectNode fault;

    private PortFault(String service, String port, String kind, Duration lasting) {
        this.service = service;
        this.port = port;
        this.fault = JsonNodeFactory.instance.objectNode().put("kind", kind).put("for", lasting.toString());
    }

    /** @param jitter each delay is longer or shorter by up to this */
    public static Fault slow(String service, String port, Duration delay, Duration jitter, Duration lasting) {
        PortFault slow = new PortFault(service, port, "latency", lasting);
        slow.fault.put("delay", delay.toString()).put("jitter", jitter.toString());
        return slow;
    }

    /** @param probability of each call to fail */
    public static Fault failing(String service, String port, double probability, Duration lasting) {
        PortFault failing = new PortFault(service, port, "error", lasting);
        failing.fault.put("probability", probability);
        return failing;
    }

    public static Fault hanging(String service, String port, double probability, Duration lasting) {
        PortFault hanging = new PortFault(service, port, "hang", lasting);
        hanging.fault.put("probability", probability);
        return hanging;
    }

    /** @param delay at the beginning; none at the end of the time */
    public static Fault coldStart(String service, String port, Duration delay, Duration lasting) {
        PortFault cold = new PortFault(service, port, "slow-start", lasting);
        cold.fault.put("delay", delay.toString());
        return cold;
    }

    @Override
    void begin(Suite target) {
        target.chaos(service, "PUT", "/chaos/" + port, BodyPublishers.ofString(fault.toString()));
    }

    @Override
    void end(Suite target) {
        try {
            target.chaos(service, "DELETE", "/chaos/" + port, BodyPublishers.noBody());
        } catch (UncheckedIOException e) {
            // A service that is away has taken the fault with it, and otherwise it ends by itself.
        }
    }

    @Override
    public String toString() {
        return "%s.%s %s".formatted(service, port, fault);
    }
}
