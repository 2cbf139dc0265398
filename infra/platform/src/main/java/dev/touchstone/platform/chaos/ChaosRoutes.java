package dev.touchstone.platform.chaos;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.platform.config.ChaosConfig;
import dev.touchstone.platform.http.JsonBody;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Steers the chaotic twins: {@code GET /chaos} lists the ports, {@code PUT /chaos/{port}} injects (see {@link PortFault}),
 * {@code DELETE /chaos/{port}} and {@code DELETE /chaos} heal. Each needs the token.
 */
final class ChaosRoutes implements HttpService {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosRoutes.class);
    private static final String SCHEME = "Bearer ";

    private final Map<String, ChaoticPort> ports;
    private final ChaosConfig config;
    private final byte[] token;

    ChaosRoutes(Map<String, ChaoticPort> ports, ChaosConfig config) {
        this.ports = ports;
        this.config = config;
        this.token = digest(config.token().value());
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/chaos", allowed(this::list))
                .delete("/chaos", allowed(this::healAll))
                .put("/chaos/{port}", allowed(this::inject))
                .delete("/chaos/{port}", allowed(this::heal));
    }

    private Handler allowed(Handler handler) {
        return (request, response) -> {
            String header = request.headers().value(HeaderNames.AUTHORIZATION).orElse("");
            boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
            // Digests, compared in constant time: neither the token's content nor its length can be felt out.
            if (!bearer || !MessageDigest.isEqual(token, digest(header.substring(SCHEME.length()).strip()))) {
                throw new ProblemException(Problem.of(Status.UNAUTHORIZED_401, "This needs the token of chaos.token-file."),
                        HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"chaos\""));
            }
            handler.handle(request, response);
        };
    }

    private void list(ServerRequest request, ServerResponse response) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode all = json.putArray("ports");
        ports.values().forEach(port -> all.add(json(port)));
        send(response, json);
    }

    private void inject(ServerRequest request, ServerResponse response) {
        ChaoticPort port = port(request);
        PortFault fault = JsonBody.read(request, fields -> PortFault.read(fields, config.longest()));
        fault.operation().filter(operation -> !port.operations().contains(operation)).ifPresent(operation -> {
            throw new ProblemException(Problem.of(Status.UNPROCESSABLE_CONTENT_422, "unknown-operation", "Unknown operation",
                    port.name() + " has no operation of this name, only " + String.join(", ", port.operations()) + "."));
        });
        port.inject(fault);
        LOG.warn("Fault injected into {}: {}", port.name(), fault);
        send(response, json(port));
    }

    private void heal(ServerRequest request, ServerResponse response) {
        ChaoticPort port = port(request);
        port.heal();
        LOG.warn("Fault of {} healed", port.name());
        response.status(Status.NO_CONTENT_204).send();
    }

    private void healAll(ServerRequest request, ServerResponse response) {
        ports.values().forEach(ChaoticPort::heal);
        LOG.warn("All faults healed");
        response.status(Status.NO_CONTENT_204).send();
    }

    private ChaoticPort port(ServerRequest request) {
        ChaoticPort port = ports.get(request.path().pathParameters().get("port"));
        if (port == null) {
            throw new ProblemException(Problem.of(Status.NOT_FOUND_404, "port-not-found", "Port not found",
                    "There is no port of this name, only " + String.join(", ", ports.keySet()) + "."));
        }
        return port;
    }

    private static ObjectNode json(ChaoticPort port) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("port", port.name());
        ArrayNode operations = json.putArray("operations");
        port.operations().forEach(operations::add);
        port.fault().ifPresent(fault -> {
            ObjectNode described = json.putObject("fault").put("kind", fault.kind().label());
            fault.operation().ifPresent(operation -> described.put("operation", operation));
            described.put("delay", fault.delay().toString()).put("jitter", fault.jitter().toString()).put("probability", fault.probability());
            port.remaining().ifPresent(remaining -> described.put("remaining", remaining.toString()));
        });
        return json;
    }

    private static void send(ServerResponse response, ObjectNode json) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
