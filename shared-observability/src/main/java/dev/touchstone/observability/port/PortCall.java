package dev.touchstone.observability.port;

/** One operation of one port, as telemetry names it. All three are constants; an enum per service implements this. */
public interface PortCall {
    /** Simple name of the port, {@code Orders}. */
    String port();

    /** Name of the method, {@code find}. */
    String operation();

    /** What stands behind the port, {@code postgresql}; {@code application} behind an in-port. */
    String adapter();
}
