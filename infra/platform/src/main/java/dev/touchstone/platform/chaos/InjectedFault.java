package dev.touchstone.platform.chaos;

/** Why a call failed that would have gone well: so that nobody who reads a log of an experiment looks for another cause. */
public final class InjectedFault extends RuntimeException {
    InjectedFault(String port, String operation) {
        super("injected into " + port + "." + operation);
    }
}
