package dev.touchstone.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import dev.touchstone.observability.Telemetry;
import io.helidon.tracing.Scope;
import io.helidon.tracing.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLogTest {
    private final LoggerContext context = new LoggerContext();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Logger logger() throws Exception {
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream("""
                <configuration>
                  <property name="service" value="shop-api"/>
                  <include resource="logback-touchstone.xml"/>
                </configuration>
                """.getBytes(StandardCharsets.UTF_8)));
        Logger root = context.getLogger("ROOT");
        ((OutputStreamAppender<ILoggingEvent>) root.getAppender("json")).setOutputStream(out);
        return context.getLogger("dev.touchstone.Example");
    }

    @Test
    void writesOneObjectALineWithTraceServiceAndEvent() throws Exception {
        Logger logger = logger();
        try (Telemetry telemetry = Telemetry.forTests()) {
            Span span = telemetry.tracer().spanBuilder("work").start();
            try (Scope _ = span.activate()) {
                logger.atInfo().addKeyValue("event", "order-placed").log("An order\nof two lines");
            }
            span.end();
            logger.warn("outside", new IllegalStateException("failure"));

            String[] lines = out.toString(StandardCharsets.UTF_8).strip().split("\n");
            assertThat(lines).hasSize(2);
            JsonNode inside = JsonMapper.shared().readTree(lines[0]);
            assertThat(inside.path("service").stringValue()).isEqualTo("shop-api");
            assertThat(inside.path("event").stringValue()).isEqualTo("order-placed");
            assertThat(inside.path("level").stringValue()).isEqualTo("INFO");
            assertThat(inside.path("message").stringValue()).isEqualTo("An order\nof two lines");
            assertThat(inside.path("trace_id").stringValue()).isEqualTo(span.context().traceId());
            assertThat(inside.path("span_id").stringValue()).isEqualTo(span.context().spanId());
            JsonNode outside = JsonMapper.shared().readTree(lines[1]);
            assertThat(outside.has("trace_id")).isFalse();
            assertThat(outside.path("stack_trace").stringValue()).contains("IllegalStateException: failure");
        }
    }
}
