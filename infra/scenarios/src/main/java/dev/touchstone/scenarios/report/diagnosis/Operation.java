package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.window.Mask;

/**
 * One operation of an out-port of a service, as its observed twin measured it.
 *
 * @param active  calls under way at each moment
 * @param hanging the moments of which some did not come back: they are in no duration
 */
record Operation(Service service, String port, String name, String adapter, Flow flow, double[] active, Mask hanging) {

    static final String POSTGRESQL = "postgresql";
    static final String OUTBOX = "outbox";
    static final String S3 = "s3";
    static final String AMQP = "amqp";
    static final String MACHINE = "machine";
    static final String APPLICATION = "application";
    private static final String UNIT_OF_WORK = "UnitOfWork";

    /** Holds other calls, whose time is in its own. */
    boolean outer() {
        return port.equals(UNIT_OF_WORK);
    }

    boolean askDatabase() {
        return adapter.equals(POSTGRESQL) || adapter.equals(OUTBOX);
    }

    boolean askStorage() {
        return adapter.equals(S3);
    }

    /** Hands the content over as it comes in, so that what the service does with it is in its time. */
    boolean holdsWork() {
        return outer() || askStorage() && name.startsWith("read");
    }

    Operation hangingWithout(Mask others) {
        return new Operation(service, port, name, adapter, flow, active, hanging.without(others));
    }

    String described() {
        return port + "." + name;
    }
}
