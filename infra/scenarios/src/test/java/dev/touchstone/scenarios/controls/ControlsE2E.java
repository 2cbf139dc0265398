package dev.touchstone.scenarios.controls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.scenarios.ledger.Account;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that finds nothing proves nothing unless it finds what is there. */
class ControlsE2E {
    private static final int SEEDS = 20;

    @TempDir
    private static Path folder;
    private static WeakenedSuite suite;

    @BeforeAll
    static void start() throws IOException {
        suite = new WeakenedSuite(folder);
    }

    @AfterAll
    static void end() {
        if (suite != null) {
            suite.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLedgerTellsAMissingGuardWithinTwentyRunsAndASoundSuiteFromIt(Control control) throws Exception {
        suite.weaken(control.service(), control.sound());
        Account sound = suite.run(control, 1);
        System.out.println("[e2e] " + control + " sound: " + sound);
        assertThat(sound.balanced()).as("%s", sound).isTrue();

        suite.weaken(control.service(), control.weak());
        try {
            assertThat(seedsUntilCaught(control)).isLessThanOrEqualTo(SEEDS);
        } finally {
            suite.weaken(control.service(), control.sound());
        }
    }

    private static int seedsUntilCaught(Control control) throws InterruptedException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Account account = suite.run(control, seed);
            System.out.println("[e2e] " + control + " seed " + seed + ": " + account);
            if (WeakenedSuite.shows(account, control.sign())) {
                assertThat(account.balanced()).isFalse();
                return seed;
            }
        }
        return SEEDS + 1;
    }
}
