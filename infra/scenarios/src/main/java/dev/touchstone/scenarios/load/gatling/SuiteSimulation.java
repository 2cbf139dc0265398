package dev.touchstone.scenarios.load.gatling;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.touchstone.local.token.TokenIssuer;
import dev.touchstone.scenarios.load.LoadPlan;
import dev.touchstone.scenarios.load.RunFolder;
import dev.touchstone.scenarios.load.Stretch;
import dev.touchstone.scenarios.load.gatling.Journal.Outcome;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.List;

/** A run: the plan's people arrive at their moments, however those before them fare (an open model). */
public final class SuiteSimulation extends Simulation {

    private final RunFolder folder = RunFolder.ofThisProcess();
    private final LoadPlan plan = folder.plan();
    private final Journal journal = new Journal(LoadPlan.WARM_UP);
    private final long begun = System.nanoTime();

    public SuiteSimulation() {
        Requests requests = new Requests(plan.target(), journal);
        Bearers bearers = new Bearers(TokenIssuer.open(plan.target().tokens()));
        Staff staff = new Staff(plan.seed(), requests, journal, bearers);
        Customers customers = new Customers(plan, requests, journal, bearers, () -> elapsed().compareTo(plan.managersUntil()) < 0);
        setUp(customers.scenarioOfAll().injectOpen(arrivals(plan.customers())),
                staff.managers().injectOpen(arrivals(plan.managers())),
                staff.operators().injectOpen(arrivals(plan.operators())))
                .protocols(http.disableCaching().disableFollowRedirect().userAgentHeader("touchstone-load"))
                .maxDuration(plan.atMost());
    }

    @Override
    public void before() {
        Thread.ofPlatform().daemon().name("progress").start(this::tellProgress);
    }

    @Override
    public void after() {
        folder.write(journal.close());
    }

    private static List<OpenInjectionStep> arrivals(List<Stretch> stretches) {
        return stretches.stream().<OpenInjectionStep>map(stretch -> stretch.from() == stretch.to()
                ? constantUsersPerSec(stretch.from()).during(stretch.length())
                : rampUsersPerSec(stretch.from()).to(stretch.to()).during(stretch.length())).toList();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A line a second on standard output, where the command that started this process reads it. */
    private void tellProgress() {
        try {
            while (true) {
                Thread.sleep(Duration.ofSeconds(1));
                Duration elapsed = elapsed();
                System.out.println(RunFolder.PROGRESS + ("%d:%02d of %d:%02d  %,d customers came · orders: %,d placed, %,d priced, %,d produced"
                        + " · %,d requests, %,d failed").formatted(elapsed.toMinutes(), elapsed.toSecondsPart(),
                                plan.duration().toMinutes(), plan.duration().toSecondsPart(), journal.counted(Outcome.CUSTOMERS), journal.counted(Outcome.PLACED), journal.counted(Outcome.PRICED),
                                journal.counted(Outcome.PRODUCED), journal.requests(), journal.failedRequests()));
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
