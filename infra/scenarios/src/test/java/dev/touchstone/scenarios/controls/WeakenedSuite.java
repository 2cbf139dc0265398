package dev.touchstone.scenarios.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Ports;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.stack.StackSettings;
import dev.touchstone.scenarios.chaos.Processes;
import dev.touchstone.scenarios.chaos.Shoppers;
import dev.touchstone.scenarios.chaos.Suite;
import dev.touchstone.scenarios.ledger.Account;
import dev.touchstone.scenarios.ledger.Attempt;
import dev.touchstone.scenarios.ledger.Audit;
import dev.touchstone.scenarios.ledger.PriceList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A suite of its own whose services can be weakened and made sound again, each time by a restart. */
public final class WeakenedSuite implements AutoCloseable {
    private static final List<String> SERVICES = List.of("shop-api", "crm-api", "mes-pipeline");
    private static final double ORDERS_PER_SECOND = 3;
    private static final Duration LOAD_BEFORE = Duration.ofSeconds(4);
    /** What is broken for so long, with nothing wrong any more, is not on its way to be right. */
    private static final Duration LASTING = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Path folder;
    private final Map<String, Set<Weakness>> weakened = new HashMap<>();
    private final Stack stack;
    private final Suite suite;
    private final Audit audit;

    public WeakenedSuite(Path folder) throws IOException {
        this.folder = folder;
        Path agent = folder.resolve("weakening-agent.jar");
        WeakeningAgent.packTo(agent);
        Project project = Project.find();
        StackSettings settings = StackSettings.of(project).in(folder.resolve("stack")).on(Ports.free()).withoutTraces();
        for (String service : SERVICES) {
            Path weaknesses = Files.createFile(weaknesses(service));
            weakened.put(service, Set.of());
            settings = settings.with(service, Map.of("JAVA_TOOL_OPTIONS", WeakeningAgent.option(agent, weaknesses)));
        }
        this.stack = Stack.start(settings, event -> System.out.println("[e2e] " + event));
        this.suite = new Suite(new Processes(stack));
        this.audit = new Audit(stack.addresses(), suite.people().prometheus(),
                PriceList.read(project.file("mes-pipeline/src/main/resources/application.yaml")));
    }

    public Suite suite() {
        return suite;
    }

    private Path weaknesses(String service) {
        return folder.resolve(service + ".weaknesses");
    }

    /** Replaces what the service has suffered from so far; nothing makes it sound. What is so already is not restarted for it. */
    public void weaken(String service, Set<Weakness> weaknesses) throws IOException {
        if (weaknesses.equals(weakened.put(service, weaknesses))) {
            return;
        }
        List<String> names = weaknesses.stream().map(Weakness::name).toList();
        Files.write(weaknesses(service), names);
        stack.stop(service);
        stack.start(service);
        List<String> log = Files.readAllLines(stack.log(service));
        // What was there before the restart is there still.
        assertThat(log).containsAll(names.stream().map(name -> "weakened: " + name).toList());
    }

    /**
     * Lets people order, before and while something is wrong, and looks at the books until they balance, or until what the control
     * looks for has stayed for long.
     */
    public Account run(Control control, long seed) throws InterruptedException {
        String name = "%s-%d-%s".formatted(control.name().toLowerCase(Locale.ROOT), seed,
                Long.toString(System.currentTimeMillis(), Character.MAX_RADIX));
        try (Shoppers shoppers = new Shoppers(suite, name, ORDERS_PER_SECOND, seed)) {
            shoppers.open();
            TimeUnit.MILLISECONDS.sleep(LOAD_BEFORE.toMillis() / 2 + new Random(seed).nextLong(LOAD_BEFORE.toMillis()));
            control.disturbance().happenTo(suite, seed);
            shoppers.shut();
            return settled(control, shoppers);
        }
    }

    private Account settled(Control control, Shoppers shoppers) throws InterruptedException {
        long begin = System.nanoTime();
        long soundAt = begin;
        while (true) {
            boolean allBack = shoppers.underWay() == 0;
            List<Attempt> attempts = shoppers.attempts();
            Account account = control.peaceful() ? audit.ofPeace(attempts) : audit.of(attempts);
            long now = System.nanoTime();
            if (!shows(account, control.sign())) {
                soundAt = now;
            }
            if (allBack && account.balanced() || now - soundAt > LASTING.toNanos() || now - begin > PATIENCE.toNanos()) {
                return account;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    static boolean shows(Account account, Pattern sign) {
        return account.violations().stream().anyMatch(violation -> sign.matcher(violation).find());
    }

    @Override
    public void close() {
        suite.close();
        stack.close();
    }
}
