package dev.touchstone.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.local.traffic.DemoTraffic;
import dev.touchstone.scenarios.chaos.BrokerFault;
import dev.touchstone.scenarios.chaos.CustomerFault;
import dev.touchstone.scenarios.chaos.DatabaseFault;
import dev.touchstone.scenarios.chaos.Fault;
import dev.touchstone.scenarios.chaos.PortFault;
import dev.touchstone.scenarios.chaos.Processes;
import dev.touchstone.scenarios.chaos.ServerFault;
import dev.touchstone.scenarios.chaos.Suite;
import dev.touchstone.scenarios.report.Investigation.Span;
import dev.touchstone.scenarios.report.render.ReportHtml;
import dev.touchstone.scenarios.report.render.ReportJson;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real faults in a running suite: the component that is broken is found, not the one that complains most.
 *
 * <p>A short selection; all of them with {@code -Dtouchstone.report.faults=all}, which takes an hour and a half and prints the table of
 * docs/diagnosis.md.
 */
class ReportE2E {
    private static final boolean ALL = "all".equals(System.getProperty("touchstone.report.faults"));
    private static final Duration ORDER_EVERY = Duration.ofSeconds(1);
    private static final int MOST_UNDER_WAY = 30;
    /** What has just started is slow, and there is nothing yet to compare with. */
    private static final Duration WARM_UP = Duration.ofSeconds(75);
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AFTER = Duration.ofSeconds(15);
    /** So that one fault's consequences are over before the next. */
    private static final Duration PAUSE = Duration.ofSeconds(40);
    /** Faults at ports end by themselves after this, if nothing else ends them. */
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Map<String, Component> SERVERS = new TreeMap<>(Map.of("shop-api", Component.SHOP_API, "crm-api", Component.CRM_API, "mes-pipeline", Component.MES_API,
            "shop-db", Component.SHOP_DB, "mes-db", Component.MES_DB, "rabbitmq", Component.RABBITMQ, "s3", Component.S3));

    /** @param expected components of which the report may name any first */
    private record Case(Fault fault, int seconds, Set<Component> expected) {
        static Case of(Fault fault, int seconds, Component... expected) {
            return new Case(fault, seconds, Set.of(expected));
        }
    }

    private static List<Case> selection() {
        return List.of(Case.of(ServerFault.paused("shop-db"), 15, Component.SHOP_DB), Case.of(DatabaseFault.lockedTable("shop", "crm.sessions"), 15, Component.SHOP_DB));
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>();
        ports(all, "shop-api", Component.SHOP_DB, "Orders", "OrderEvents", "UnitOfWork");
        ports(all, "shop-api", Component.S3, "ModelStore");
        ports(all, "crm-api", Component.SHOP_DB, "Orders", "Sessions");
        ports(all, "mes-pipeline", Component.MES_DB, "WorkOrders", "StageRuns", "Conveyor");
        ports(all, "mes-pipeline", Component.S3, "ModelStore", "ProductStore");
        all.add(Case.of(PortFault.slow("mes-pipeline", "Machines", Duration.ofSeconds(4), Duration.ZERO, LONGEST), 40, Component.CASTING, Component.POLISHING, Component.INSPECTION));
        all.add(Case.of(PortFault.hanging("shop-api", "ModelSpool", 1, LONGEST), 25, Component.SHOP_API));
        for (String table : List.of("shop.orders", "shop.models", "shop.outbox", "crm.sessions")) {
            all.add(Case.of(DatabaseFault.lockedTable("shop", table), 15, Component.SHOP_DB));
        }
        for (String table : List.of("mes.work_orders", "mes.stage_runs", "mes.outbox")) {
            all.add(Case.of(DatabaseFault.lockedTable("mes", table), 15, Component.MES_DB));
        }
        all.add(Case.of(DatabaseFault.exhaustedConnections("shop", "crm", "crm-api"), 25, Component.CRM_API));
        all.add(Case.of(DatabaseFault.exhaustedConnections("mes", "mes", "mes-pipeline"), 25, Component.MES_API));
        all.add(Case.of(BrokerFault.diskAlarm(), 25, Component.RABBITMQ));
        all.add(Case.of(BrokerFault.missingBinding("orders", "mes.orders", "order.submitted"), 25, Component.RABBITMQ));
        all.add(Case.of(BrokerFault.duplicates(0.2, 1), 40, Component.RABBITMQ));
        all.add(Case.of(CustomerFault.sessionStorm(20), 30, Component.LOAD));
        all.add(Case.of(CustomerFault.expiredTokens(Duration.ofMinutes(5), 5), 30, Component.CUSTOMER_INPUT));
        all.add(Case.of(CustomerFault.poisonModels(2), 30, Component.CUSTOMER_INPUT));
        SERVERS.forEach((server, component) -> {
            all.add(Case.of(ServerFault.paused(server), 15, component));
            if (!server.equals("rabbitmq")) {
                // Slow, the broker keeps its promises: nobody loses a second that could be seen.
                all.add(Case.of(ServerFault.throttled(server, 0.1, Duration.ofMillis(500)), 40, component));
            }
            all.add(Case.of(ServerFault.killed(server), 10, component));
        });
        return all;
    }

    private static void ports(List<Case> all, String service, Component behind, String... ports) {
        for (String port : ports) {
            all.add(Case.of(PortFault.slow(service, port, Duration.ofMillis(500), Duration.ofMillis(100), LONGEST), 30, behind));
            all.add(Case.of(PortFault.failing(service, port, 0.5, LONGEST), 20, behind));
            all.add(Case.of(PortFault.hanging(service, port, 1, LONGEST), 25, behind));
        }
    }

    @Test
    void namesTheComponentThatIsBrokenAndNoneWhenNothingIs(@TempDir Path folder) throws Exception {
        StackSettings settings = StackSettings.of(Project.find()).in(folder).on(Ports.free()).withoutTraces();
        List<String> wrong = new ArrayList<>();
        try (Stack stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
                Suite suite = new Suite(new Processes(stack));
                DemoTraffic traffic = new DemoTraffic(suite.people(), Patience.of(Duration.ofMinutes(3)), new Silent());
                ScheduledExecutorService orders = Executors.newSingleThreadScheduledExecutor()) {
            Instant begun = Instant.now();
            orders.scheduleAtFixedRate(() -> {
                if (traffic.tally().underWay() < MOST_UNDER_WAY) {
                    traffic.begin();
                }
            }, 0, ORDER_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            Thread.sleep(WARM_UP);
            Investigation investigation = new Investigation(suite.people().prometheus(), Optional.empty(), Clock.systemUTC());
            Report well = investigation.of(new Span(begun, Instant.now()), Optional.empty());
            tell("nothing", well);
            assertThat(well.findings()).as("findings in a suite that is well").isEmpty();
            assertThat(well.orders()).as("orders seen").isPositive();
            assertThat(well.path()).extracting(Report.Leg::component).contains(Component.SHOP_API, Component.PRICING, Component.INSPECTION);

            for (Case one : ALL ? all() : selection()) {
                Instant from = Instant.now().minus(BEFORE);
                try (Fault fault = one.fault()) {
                    fault.inject(suite);
                    Thread.sleep(Duration.ofSeconds(one.seconds()));
                }
                Thread.sleep(AFTER);
                Report report = investigation.of(new Span(from, Instant.now()), Optional.empty());
                tell(one.fault().toString(), report);
                if (report.findings().isEmpty() || !one.expected().contains(report.findings().getFirst().component())) {
                    wrong.add("%s: %s".formatted(one.fault(), report.findings().stream().map(Finding::title).toList()));
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
