package dev.touchstone.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.local.token.TokenIssuer;
import dev.touchstone.local.traffic.DemoTraffic;
import dev.touchstone.scenarios.report.Investigation.Span;
import dev.touchstone.scenarios.report.render.ReportHtml;
import dev.touchstone.scenarios.report.render.ReportJson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real faults in a running suite: the component that is broken is found, not the one that complains most.
 *
 * <p>A short selection; all of them with {@code -Dtouchstone.report.faults=all}, which takes half an hour and prints the table of
 * docs/diagnosis.md.
 */
class ReportE2E {
    private static final boolean ALL = "all".equals(System.getProperty("touchstone.report.faults"));
    private static final Duration ORDER_EVERY = Duration.ofSeconds(1);
    private static final int MOST_UNDER_WAY = 30;
    /** What has just started is slow, and there is nothing yet to compare with. */
    private static final Duration WARM_UP = Duration.ofSeconds(75);
    private static final Duration WELL = Duration.ofSeconds(35);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(20);
    /** So that one fault's consequences are over before the next. */
    private static final Duration PAUSE = Duration.ofSeconds(40);

    private interface Harm {
        void last(Stack stack, Duration lasting) throws Exception;
    }

    private record Case(String name, Component expected, int seconds, Harm harm) {
    }

    private static List<Case> selection() {
        return List.of(paused("shop-db", Component.SHOP_DB), locked("shop", "crm.sessions", Component.SHOP_DB));
    }

    private static List<Case> all() {
        return List.of(
                paused("shop-api", Component.SHOP_API), paused("crm-api", Component.CRM_API), paused("mes-pipeline", Component.MES_API),
                paused("shop-db", Component.SHOP_DB), paused("mes-db", Component.MES_DB), paused("rabbitmq", Component.RABBITMQ), paused("s3", Component.S3),
                killed("shop-api", Component.SHOP_API), killed("crm-api", Component.CRM_API), killed("mes-pipeline", Component.MES_API),
                killed("shop-db", Component.SHOP_DB), killed("mes-db", Component.MES_DB), killed("rabbitmq", Component.RABBITMQ), killed("s3", Component.S3),
                throttled("shop-api", Component.SHOP_API), throttled("crm-api", Component.CRM_API), throttled("mes-pipeline", Component.MES_API),
                throttled("shop-db", Component.SHOP_DB), throttled("mes-db", Component.MES_DB), throttled("s3", Component.S3),
                locked("shop", "shop.orders", Component.SHOP_DB), locked("shop", "crm.sessions", Component.SHOP_DB), locked("mes", "mes.work_orders", Component.MES_DB));
    }

    private static Case paused(String server, Component expected) {
        return new Case(server + " paused", expected, 15, (stack, lasting) -> {
            List<Long> processes = processes(stack, server);
            signal("STOP", processes);
            try {
                Thread.sleep(lasting);
            } finally {
                signal("CONT", processes);
            }
        });
    }

    private static Case killed(String server, Component expected) {
        return new Case(server + " killed", expected, 10, (stack, lasting) -> {
            stack.kill(server);
            Thread.sleep(lasting);
            stack.start(server);
        });
    }

    /** Runs but a tenth of the time, in slices of half a second. */
    private static Case throttled(String server, Component expected) {
        return new Case(server + " throttled", expected, 40, (stack, lasting) -> {
            List<Long> processes = processes(stack, server);
            long end = System.nanoTime() + lasting.toNanos();
            try {
                while (System.nanoTime() < end) {
                    signal("STOP", processes);
                    Thread.sleep(450);
                    signal("CONT", processes);
                    Thread.sleep(50);
                }
            } finally {
                signal("CONT", processes);
            }
        });
    }

    private static Case locked(String database, String table, Component expected) {
        return new Case(table + " locked", expected, 15, (stack, lasting) -> {
            Addresses.Database address = stack.addresses().databases().get(database);
            try (Connection connection = DriverManager.getConnection(address.jdbcUrl(), "postgres", address.passwords().get("postgres"));
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
                Thread.sleep(lasting);
                connection.rollback();
            }
        });
    }

    private static List<Long> processes(Stack stack, String server) {
        return stack.status().stream().filter(one -> one.name().equals(server)).findFirst().orElseThrow().pids();
    }

    private static void signal(String name, List<Long> processes) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process)));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    @Test
    void namesTheComponentThatIsBrokenAndNoneWhenNothingIs(@TempDir Path folder) throws Exception {
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(Ports.free()).withoutTraces();
        List<String> wrong = new ArrayList<>();
        try (Stack stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
                SuiteClient suite = client(stack.addresses());
                DemoTraffic traffic = new DemoTraffic(suite, Patience.of(Duration.ofMinutes(3)), new Silent());
                ScheduledExecutorService orders = Executors.newSingleThreadScheduledExecutor()) {
            orders.scheduleAtFixedRate(() -> {
                if (traffic.tally().underWay() < MOST_UNDER_WAY) {
                    traffic.begin();
                }
            }, 0, ORDER_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(WARM_UP);
            Investigation investigation = new Investigation(suite.prometheus(), Optional.empty(), Clock.systemUTC());
            Instant begun = Instant.now();
            Thread.sleep(WELL);
            Report well = investigation.of(new Span(begun, Instant.now()), Optional.empty());
            tell("nothing", well);
            assertThat(well.findings()).as("findings in a suite that is well").isEmpty();
            assertThat(well.orders()).as("orders seen").isPositive();
            assertThat(well.path()).extracting(Report.Leg::component).contains(Component.SHOP_API, Component.PRICING, Component.INSPECTION);

            for (Case one : ALL ? all() : selection()) {
                Instant from = Instant.now();
                Thread.sleep(BEFORE);
                one.harm().last(stack, Duration.ofSeconds(one.seconds()));
                Thread.sleep(AFTER);
                Report report = investigation.of(new Span(from, Instant.now()), Optional.empty());
                tell(one.name(), report);
                if (report.findings().isEmpty() || report.findings().getFirst().component() != one.expected()) {
                    wrong.add("%s: %s".formatted(one.name(), report.findings().stream().map(Finding::title).toList()));
                }
                assertThat(new ObjectMapper().readTree(ReportJson.of(report)).path("findings").size()).isEqualTo(report.findings().size());
                assertThat(ReportHtml.of(report)).contains("</html>");
                if (ALL) {
                    Thread.sleep(PAUSE);
                }
            }
            orders.shutdownNow();
        }
        assertThat(wrong).as("faults whose cause was not named first").isEmpty();
    }

    private static SuiteClient client(Addresses addresses) {
        return new SuiteClient(new SuiteAddresses(addresses.services().get("shop-api").api(), addresses.services().get("crm-api").api(),
                addresses.services().get("mes-pipeline").api(), addresses.prometheus()), TokenIssuer.open(addresses.tokens())::token);
    }

    private static void tell(String name, Report report) {
        System.out.println("[report] | %s | %s |".formatted(name, report.findings().isEmpty() ? "nothing wrong" : report.findings().stream()
                .map(one -> "%s %s (%.0f %% sure, share %.2f)".formatted(one.component(), one.signal().code(), 100 * one.confidence(), one.share())).collect(Collectors.joining(", "))));
    }

    /** Orders fail while something is broken; what became of them is not the question here. */
    private static final class Silent implements DemoTraffic.Listener {
        @Override
        public void ended(String piece, Order order) {
        }

        @Override
        public void failed(String piece, RuntimeException reason) {
        }
    }
}
