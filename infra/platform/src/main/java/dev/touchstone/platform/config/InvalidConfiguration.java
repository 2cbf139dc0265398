package dev.touchstone.platform.config;

import java.util.List;

/** Everything that is wrong with the configuration at once, so that nobody has to start a service five times to find five faults. */
public final class InvalidConfiguration extends RuntimeException {
    private final List<String> faults;

    InvalidConfiguration(List<String> faults) {
        super("The configuration has " + faults.size() + (faults.size() == 1 ? " fault:" : " faults:")
                + "\n  - " + String.join("\n  - ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One line each, beginning with the key; never holds the value of a secret. */
    public List<String> faults() {
        return faults;
    }
}
