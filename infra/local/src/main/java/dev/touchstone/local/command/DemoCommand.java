package dev.touchstone.local.command;

import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.page.DashboardPage;
import dev.touchstone.local.page.PageSettings;
import dev.touchstone.local.token.TokenIssuer;
import dev.touchstone.local.traffic.DemoTraffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Part of the suite in containers: the people who keep it busy. Here the suite is told by its addresses. */
@Command(name = "demo", hidden = true, description = "Place and follow orders at the given addresses, until ended.")
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec command;
    @Option(names = "--shop", required = true, paramLabel = "ADDRESS", description = "Of shop-api.")
    private URI shop;
    @Option(names = "--crm", required = true, paramLabel = "ADDRESS", description = "Of crm-api.")
    private URI crm;
    @Option(names = "--mes", required = true, paramLabel = "ADDRESS", description = "Of mes-pipeline.")
    private URI mes;
    @Option(names = "--prometheus", required = true, paramLabel = "ADDRESS", description = "Of Prometheus.")
    private URI prometheus;
    @Option(names = "--tokens", required = true, paramLabel = "FOLDER", description = "With the key that signs tokens.")
    private Path tokens;
    @Option(names = "--every", defaultValue = "4s", paramLabel = "DURATION", description = "Between two orders (default: ${DEFAULT-VALUE}).")
    private Duration every;
    @Option(names = "--page", paramLabel = "PORT", description = "Serve the page of dashboards there, on every interface, and receive Alertmanager's notifications.")
    private Integer page;
    @Option(names = "--page-host", defaultValue = "demo", paramLabel = "NAME", description = "By which the page is called, beside localhost (default: ${DEFAULT-VALUE}).")
    private String pageHost;
    @Option(names = "--project", defaultValue = ".", paramLabel = "FOLDER", description = "Where grafana/dashboards and docs/runbooks.md are (default: here).")
    private Path project;
    @Option(names = "--traces", paramLabel = "ADDRESS", description = "What the id of a trace is appended to, to see it in a browser.")
    private URI traces;

    /** Ends with the process. A suite that does not answer for a while is borne: the next order may come through. */
    @Override
    public Integer call() throws InterruptedException, IOException {
        if (page == null) {
            return drive();
        }
        PageSettings settings = new PageSettings(new InetSocketAddress(page), Set.of(pageHost), project.resolve("grafana/dashboards"),
                project.resolve("docs/runbooks.md"), prometheus, Optional.ofNullable(traces));
        try (DashboardPage dashboards = DashboardPage.start(settings)) {
            Screen.of(command.commandLine().getOut()).line("Dashboards: %s", dashboards.address());
            return drive();
        }
    }

    private int drive() throws InterruptedException {
        Screen screen = Screen.of(command.commandLine().getOut());
        try (SuiteClient suite = new SuiteClient(new SuiteAddresses(shop, crm, mes, prometheus), TokenIssuer.open(tokens)::token);
                DemoTraffic traffic = new DemoTraffic(suite, Patience.of(PATIENCE), new Teller(screen))) {
            traffic.beginEveryKind();
            while (true) {
                Thread.sleep(every);
                if (traffic.tally().underWay() < MOST_AT_ONCE) {
                    traffic.begin();
                }
                screen.passing("Orders: %s", Demonstration.describe(traffic.tally()));
            }
        }
    }

    /** Most orders are only counted. */
    private record Teller(Screen screen) implements DemoTraffic.Listener {

        @Override
        public void ended(String piece, Order order) {
        }

        @Override
        public void failed(String piece, RuntimeException reason) {
            screen.line("%s: %s", piece, reason.getMessage());
        }
    }
}
