package dev.touchstone.scenarios.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Plans for tests; nothing listens at their target. */
public final class Plans {

    private static final Target NOBODY = new Target(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"),
            URI.create("http://127.0.0.1:3"), Path.of("tokens"));

    private Plans() {
    }

    public static LoadPlan of(Scenario scenario) {
        return of(scenario, scenario.rate(), scenario.duration(), 1);
    }

    static LoadPlan of(Scenario scenario, double rate, Duration duration, long seed) {
        return new LoadPlan(scenario, rate, duration, seed, scenario.users(), "run", NOBODY);
    }
}
