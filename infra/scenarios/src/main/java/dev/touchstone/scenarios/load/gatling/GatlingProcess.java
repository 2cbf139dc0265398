package dev.touchstone.scenarios.load.gatling;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.gatling.app.Gatling;
import java.util.Locale;
import java.util.prefs.Preferences;
import org.slf4j.LoggerFactory;

/** The load generator's own process; Gatling ends it with its exit code. */
public final class GatlingProcess {

    private GatlingProcess() {
    }

    /** @param arguments Gatling's own */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        staySilentAboutVersions();
        Gatling.main(arguments);
    }

    /**
     * Gatling asks a registry for its latest version at every start, unless it did so lately: load goes to the suite, and nothing goes
     * anywhere else. The preferences are those of the run's folder, not of the user.
     */
    private static void staySilentAboutVersions() {
        Preferences check = Preferences.userRoot().node("/io/gatling/latestVersion");
        check.putLong("lastCheckTimestamp", System.currentTimeMillis());
        check.putBoolean("lastCheckSuccess", false);
    }
}
