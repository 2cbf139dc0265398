package dev.touchstone.scenarios.report.diagnosis;

import dev.touchstone.scenarios.report.Component;
import java.util.List;
import java.util.stream.Stream;

/** The three processes, with what they stand on. */
enum Service {
    SHOP("shop-api", Component.SHOP_API, Component.SHOP_DB, "shop-db", List.of("orders", "outbox"), List.of("shop.orders")),
    CRM("crm-api", Component.CRM_API, Component.SHOP_DB, "", List.of("sessions", "outbox"), List.of()),
    MES("mes-pipeline", Component.MES_API, Component.MES_DB, "mes-db", List.of("outbox"), List.of("mes.orders"));

    private final String job;
    private final Component component;
    private final Component database;
    private final String serverProbe;
    private final List<String> poolProbes;
    private final List<String> queues;

    Service(String job, Component component, Component database, String serverProbe, List<String> poolProbes, List<String> queues) {
        this.job = job;
        this.component = component;
        this.database = database;
        this.serverProbe = serverProbe;
        this.poolProbes = poolProbes;
        this.queues = queues;
    }

    /** Value of Prometheus' label. */
    String job() {
        return job;
    }

    Component component() {
        return component;
    }

    Component database() {
        return database;
    }

    /** The probe that asks the database's server over a connection of its own; empty when another service does. */
    String serverProbe() {
        return serverProbe;
    }

    /** Probes that ask the database over the service's pool. */
    List<String> poolProbes() {
        return poolProbes;
    }

    /** Queues that it works off, those of the conveyor aside. */
    List<String> queues() {
        return queues;
    }

    static List<Service> on(Component database) {
        return Stream.of(values()).filter(service -> service.database == database).toList();
    }

    static Service of(String job) {
        return Stream.of(values()).filter(service -> service.job.equals(job)).findFirst().orElse(null);
    }
}
