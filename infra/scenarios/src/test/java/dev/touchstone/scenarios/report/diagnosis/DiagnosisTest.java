package dev.touchstone.scenarios.report.diagnosis;

import static dev.touchstone.scenarios.report.diagnosis.Readings.BEGIN;
import static dev.touchstone.scenarios.report.diagnosis.Readings.END;
import static dev.touchstone.scenarios.report.diagnosis.Readings.during;
import static dev.touchstone.scenarios.report.diagnosis.Readings.meanwhile;
import static dev.touchstone.scenarios.report.diagnosis.Readings.well;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.scenarios.report.Component;
import dev.touchstone.scenarios.report.Finding;
import dev.touchstone.scenarios.report.Signal;
import dev.touchstone.scenarios.report.window.Gaps;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Causes from readings made by hand, each with the symptoms that it has elsewhere. */
class DiagnosisTest {

    @Test
    void findsNothingWrongWhereNothingIs() {
        assertThat(Diagnosis.of(well().window())).isEmpty();
    }

    @Test
    void givesTheSameFindingsForTheSameWindow() {
        Readings two = slowShopDatabase(well()).silent("mes-pipeline");
        List<Finding> findings = Diagnosis.of(two.window());
        assertThat(findings).extracting(Finding::component).containsExactlyInAnyOrder(Component.SHOP_DB, Component.MES_API);
        assertThat(findings).extracting(Finding::rank).containsExactly(1, 2);
        for (int repetition = 0; repetition < 5; repetition++) {
            assertThat(Diagnosis.of(two.window())).extracting(Finding::component, Finding::title, Finding::cost, Finding::share, Finding::confidence)
                    .isEqualTo(findings.stream().map(one -> tuple(one.component(), one.title(), one.cost(), one.share(), one.confidence())).toList());
        }
    }

    @Test
    void blamesTheProcessThatDoesNotAnswerWhileOthersDo() {
        assertFirst(well().silent("shop-api"), Component.SHOP_API, Signal.HUNG);
        assertFirst(well().silent("crm-api"), Component.CRM_API, Signal.HUNG);
        assertFirst(well().silent("mes-pipeline"), Component.MES_API, Signal.HUNG);
    }

    @Test
    void tellsAKilledProcessFromAPausedOneByItsUptime() {
        assertFirst(well().silent("crm-api").gauge("process_uptime_seconds", i -> i < END ? i < BEGIN ? 100 + 5 * i : Double.NaN : 5 * (i - END), "job", "crm-api"),
                Component.CRM_API, Signal.DOWN);
        assertFirst(well().gauge("process_uptime_seconds", i -> i < BEGIN ? 100 + 5 * i : 5 * (i - BEGIN), "job", "crm-api"), Component.CRM_API, Signal.RESTARTED);
    }

    @Test
    void blamesTheProcessThatAloneIsSlowWhateverItIsAsked() {
        Readings starved = slowShopDatabaseFor(well(), "shop-api").gauge("scrape_duration_seconds", meanwhile(0.6, 0.01), "job", "shop-api");
        assertFirst(starved, Component.SHOP_API, Signal.STARVED);
    }

    @Test
    void blamesTheDatabaseThatIsSlowForBothOfItsServices() {
        List<Finding> findings = assertFirst(slowShopDatabase(well()), Component.SHOP_DB, Signal.SLOW);
        assertThat(findings).as("slow requests are its consequence").hasSize(1);
    }

    @Test
    void blamesTheDatabaseAlsoWhenOneServiceAloneIsSlowedByIt() {
        Finding both = assertFirst(slowShopDatabase(well()), Component.SHOP_DB, Signal.SLOW).getFirst();
        Finding one = assertFirst(slowShopDatabaseFor(well(), "shop-api"), Component.SHOP_DB, Signal.SLOW).getFirst();
        assertThat(one.confidence()).as("another service that is served well speaks against it").isLessThan(both.confidence());
    }

    @Test
    void blamesTheDatabaseThatAnswersNobodyThoughTheApisAreTheLoudOnes() {
        Readings hung = well().probe("shop-api", "shop-db", i -> during(i) ? 10 + 5.0 * (i - BEGIN) : 2, i -> i == END ? 1 : 0)
                .probe("shop-api", "orders", i -> during(i) ? 10 + 5.0 * (i - BEGIN) : 2, i -> i == END ? 1 : 0)
                .failures("shop-api", "Orders", "find", "postgresql", i -> during(i) ? 10 : 0, 5)
                .failures("crm-api", "Orders", "find", "postgresql", i -> during(i) ? 4 : 0, 5)
                .requests("shop-api", "GET", "/api/v1/orders/{id}", "503", i -> during(i) ? 10 : 0, i -> 5)
                .requests("crm-api", "POST", "/api/v1/orders/{id}/approval", "503", i -> during(i) ? 2 : 0, i -> 5)
                .gauge("db_client_pending_requests", meanwhile(20, 0), "job", "shop-api").counter("db_client_timeouts_total", meanwhile(10, 0), "job", "shop-api");
        List<Finding> findings = assertFirst(hung, Component.SHOP_DB, Signal.UNREACHABLE);
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().share()).isGreaterThan(0.9);
    }

    @Test
    void blamesTheServiceWhosePoolIsEmptyWhileItsDatabaseAnswers() {
        Readings exhausted = well().gauge("db_client_pending_requests", meanwhile(15, 0), "job", "shop-api").counter("db_client_timeouts_total", meanwhile(4, 0), "job", "shop-api")
                .counter("db_client_wait_seconds_sum", meanwhile(40, 0.001), "job", "shop-api")
                .calls("shop-api", "Orders", "find", "postgresql", i -> 10, meanwhile(3, 0.002))
                .probe("shop-api", "orders", i -> 2, meanwhile(1, 0))
                .requests("shop-api", "GET", "/api/v1/orders/{id}", "200", i -> 10, meanwhile(3, 0.005));
        assertFirst(exhausted, Component.SHOP_API, Signal.POOL);
    }

    @Test
    void blamesTheDatabaseWhoseSlowCallsKeepTheConnectionsOfAPool() {
        Readings kept = well().gauge("db_client_pending_requests", meanwhile(8, 0), "job", "shop-api").counter("db_client_timeouts_total", meanwhile(3, 0), "job", "shop-api")
                .counter("db_client_wait_seconds_sum", meanwhile(10, 0.001), "job", "shop-api").gauge("db_client_connections", meanwhile(10, 0), "job", "shop-api", "state", "used")
                .calls("shop-api", "Orders", "add", "postgresql", i -> 2, meanwhile(20, 0.003)).calls("shop-api", "Orders", "find", "postgresql", i -> 10, meanwhile(0.8, 0.002))
                .requests("shop-api", "POST", "/api/v1/orders", "201", i -> 2, meanwhile(20, 0.02));
        assertFirst(kept, Component.SHOP_DB, Signal.SLOW);
    }

    @Test
    void blamesTheDatabaseThatIsSlowToHandOutConnectionsWhichAreFree() {
        Readings slow = well().counter("db_client_wait_seconds_sum", meanwhile(3, 0.001), "job", "mes-pipeline").gauge("db_client_connections", meanwhile(4, 0), "job", "mes-pipeline", "state", "used")
                .gauge("db_client_max_connections", i -> 10, "job", "mes-pipeline").calls("mes-pipeline", "WorkOrders", "find", "postgresql", i -> 10, meanwhile(0.285, 0.002))
                .calls("mes-pipeline", "UnitOfWork", "execute", "postgresql", i -> 4, meanwhile(0.4, 0.01));
        assertFirst(slow, Component.MES_DB, Signal.SLOW);
    }

    @Test
    void blamesTheDatabaseWhoseCallsHaveNotComeBackYet() {
        Readings shop = well().calls("shop-api", "Orders", "find", "postgresql", i -> i >= BEGIN ? 0 : 10, i -> 0.002)
                .underWay("shop-api", "Orders", "find", "postgresql", i -> i >= BEGIN ? i - BEGIN + 1 : 0).underWay("shop-api", "UnitOfWork", "execute", "postgresql", i -> i >= BEGIN ? 1 : 0)
                .gauge("db_client_pending_requests", i -> i > BEGIN + 2 ? 4 : 0, "job", "shop-api").counter("db_client_timeouts_total", i -> i > BEGIN + 2 ? 2 : 0, "job", "shop-api");
        assertFirst(shop, Component.SHOP_DB, Signal.UNREACHABLE);
        Readings mes = well().calls("mes-pipeline", "WorkOrders", "find", "postgresql", i -> i >= BEGIN ? 0 : 10, i -> 0.002)
                .underWay("mes-pipeline", "WorkOrders", "find", "postgresql", i -> i >= BEGIN ? 2 : 0)
                .gauge("mes_stage_busy_workers", i -> i >= BEGIN ? 2 : 0, "job", "mes-pipeline", "stage", "slicing").counter("mes_stage_duration_seconds_sum", i -> i >= BEGIN ? 0 : 1, "job", "mes-pipeline", "stage", "slicing", "outcome", "ok")
                .counter("mes_stage_duration_seconds_count", i -> i >= BEGIN ? 0 : 2, "job", "mes-pipeline", "stage", "slicing", "outcome", "ok");
        assertThat(assertFirst(mes, Component.MES_DB, Signal.UNREACHABLE)).as("the station waits for it").hasSize(1);
    }

    @Test
    void doesNotTakeCallsThatFollowEachOtherForOneThatHangs() {
        Readings busy = well().calls("mes-pipeline", "Machines", "run", "machine", i -> 5, i -> 0.9).underWay("mes-pipeline", "Machines", "run", "machine", i -> 1)
                .underWay("shop-api", "Orders", "find", "postgresql", i -> i % 3 == 0 ? 1 : 0);
        assertThat(Diagnosis.of(busy.window())).isEmpty();
    }

    @Test
    void blamesTheServiceWhoseOwnDiskHangsAndNotTheStorageThatIsNotReached() {
        Readings spool = well().calls("shop-api", "ModelSpool", "spool", "disk", i -> i >= BEGIN ? 0 : 2, i -> 0.02).underWay("shop-api", "ModelSpool", "spool", "disk", i -> i >= BEGIN ? 2.0 * (i - BEGIN + 1) : 0)
                .calls("shop-api", "ModelStore", "put", "s3", i -> i >= BEGIN ? 0 : 2, i -> 0.03)
                .gauge("http_server_active_requests", i -> i >= BEGIN ? 2.0 * (i - BEGIN + 1) : 0, "job", "shop-api", "http_request_method", "POST");
        assertFirst(spool, Component.SHOP_API, Signal.PORT_SLOW);
    }

    @Test
    void blamesTheStationWhoseWorkersDoNotGetDone() {
        Readings stuck = well().gauge("mes_stage_busy_workers", i -> i >= BEGIN ? 2 : 0, "job", "mes-pipeline", "stage", "polishing")
                .counter("mes_stage_duration_seconds_count", i -> i >= BEGIN ? 0 : 2, "job", "mes-pipeline", "stage", "polishing", "outcome", "ok")
                .counter("mes_stage_duration_seconds_sum", i -> i >= BEGIN ? 0 : 1, "job", "mes-pipeline", "stage", "polishing", "outcome", "ok")
                .queue("conveyor.polishing", i -> i >= BEGIN ? i - BEGIN : 0);
        assertThat(Diagnosis.of(stuck.window()).getFirst().component()).isEqualTo(Component.POLISHING);
    }

    @Test
    void bearsWithABusyMachineOnlyAsFarAsCallsOfAllKindsFeelIt() {
        Readings slow = busyMachine(well()).calls("mes-pipeline", "ProductStore", "storeToolpath", "s3", i -> 2, meanwhile(0.55, 0.05));
        assertFirst(slow, Component.S3, Signal.SLOW);
        Readings all = busyMachine(well());
        for (String[] call : new String[][] {{"shop-api", "Orders", "find", "postgresql"}, {"shop-api", "Orders", "add", "postgresql"}, {"shop-api", "UploadedModels", "contain", "postgresql"},
                {"shop-api", "ModelStore", "put", "s3"}, {"shop-api", "UnitOfWork", "execute", "postgresql"}, {"crm-api", "UnitOfWork", "execute", "postgresql"}, {"crm-api", "Orders", "find", "postgresql"},
                {"crm-api", "Sessions", "find", "postgresql"}, {"mes-pipeline", "WorkOrders", "find", "postgresql"}, {"mes-pipeline", "StageRuns", "add", "postgresql"}, {"mes-pipeline", "ModelStore", "size", "s3"}}) {
            all.calls(call[0], call[1], call[2], call[3], i -> 10, meanwhile(0.15, 0.01));
        }
        assertThat(Diagnosis.of(all.window())).isEmpty();
    }

    private static Readings busyMachine(Readings suite) {
        return suite.gauge("system_load_average", i -> 30, "job", "shop-api").gauge("jvm_cpu", i -> 2, "job", "shop-api");
    }

    @Test
    void blamesTheStationThatHoldsMessagesWhichNobodyWorksOn() {
        String[] ok = {"job", "mes-pipeline", "stage", "casting", "outcome", "ok"};
        String[] handled = {"job", "mes-pipeline", "queue", "conveyor.casting", "outcome", "ok"};
        Readings stuck = well().gauge("mes_stage_busy_workers", i -> i >= BEGIN ? 0 : 1, "job", "mes-pipeline", "stage", "casting")
                .gauge("messaging_queue_messages", i -> i >= BEGIN ? 4 : 1, "job", "mes-pipeline", "queue", "conveyor.casting", "state", "unacknowledged")
                .counter("mes_stage_duration_seconds_count", i -> i >= BEGIN ? 0 : 2, ok).counter("mes_stage_duration_seconds_sum", i -> i >= BEGIN ? 0 : 1, ok)
                .counter("messaging_process_duration_seconds_count", i -> i >= BEGIN ? 0 : 2, handled).counter("messaging_process_duration_seconds_sum", i -> i >= BEGIN ? 0 : 1, handled)
                .queue("conveyor.casting", i -> i >= BEGIN ? 2.0 * (i - BEGIN) : 0);
        assertFirst(stuck, Component.CASTING, Signal.NO_CONSUMERS);
    }

    @Test
    void blamesTheDatabaseWhoseSessionsWaitForALockOnOneTable() {
        Readings locked = well().gauge("db_instance_lock_waits", meanwhile(4, 0), "db_instance", "shop-db")
                .calls("crm-api", "Sessions", "find", "postgresql", i -> 6, meanwhile(5, 0.002))
                .requests("crm-api", "POST", "/api/v1/sessions", "201", i -> 2, meanwhile(5, 0.02));
        assertFirst(locked, Component.SHOP_DB, Signal.LOCKS);
    }

    @Test
    void blamesTheProcessThatStoppedWithLocksInItsHand() {
        Readings stopped = well().silent("shop-api").gauge("db_instance_lock_waits", meanwhile(4, 0), "db_instance", "shop-db");
        assertThat(assertFirst(stopped, Component.SHOP_API, Signal.HUNG).getFirst().explains()).hasSize(1);
    }

    @Test
    void blamesWhoHoldsTheConnections() {
        Readings taken = well().gauge("db_instance_connections", meanwhile(80, 11), "db_instance", "shop-db", "service_name", "crm-api", "state", "idle");
        assertFirst(taken, Component.CRM_API, Signal.CONNECTIONS);
        Readings byStranger = well().gauge("db_instance_connections", meanwhile(80, 0), "db_instance", "shop-db", "service_name", "psql", "state", "idle");
        assertFirst(byStranger, Component.SHOP_DB, Signal.CONNECTIONS);
    }

    @Test
    void tellsABrokerThatIsAwayFromARelayThatIsDead() {
        Readings away = well();
        away.gauge("up", meanwhile(0, 1), "job", "rabbitmq").gauge("up", meanwhile(0, 1), "job", "rabbitmq-queues");
        for (String job : List.of("shop-api", "crm-api", "mes-pipeline")) {
            away.gauge("messaging_outbox_messages", meanwhile(6, 0), "job", job).gauge("messaging_outbox_oldest_age_seconds", meanwhile(18, 0), "job", job);
        }
        assertFirst(away, Component.RABBITMQ, Signal.HUNG);

        Readings dead = well().gauge("messaging_outbox_messages", meanwhile(6, 0), "job", "crm-api").gauge("messaging_outbox_oldest_age_seconds", meanwhile(18, 0), "job", "crm-api");
        assertFirst(dead, Component.CRM_API, Signal.OUTBOX);
    }

    @Test
    void blamesTheBrokerThatHoldsPublishersBack() {
        Readings alarmed = well().gauge("messaging_broker_alarms", meanwhile(1, 0), "job", "mes-pipeline", "alarm", "disk")
                .gauge("messaging_outbox_messages", meanwhile(6, 0), "job", "shop-api").gauge("messaging_outbox_oldest_age_seconds", meanwhile(18, 0), "job", "shop-api");
        List<Finding> findings = assertFirst(alarmed, Component.RABBITMQ, Signal.ALARM);
        assertThat(findings.getFirst().explains()).isNotEmpty();
    }

    @Test
    void blamesTheStorageThatIsSlowForUploadAndConveyor() {
        Readings slow = well().calls("shop-api", "ModelStore", "put", "s3", i -> 2, meanwhile(4, 0.03)).calls("mes-pipeline", "ModelStore", "size", "s3", i -> 4, meanwhile(3, 0.01))
                .calls("mes-pipeline", "ModelStore", "read", "s3", i -> 4, meanwhile(4, 0.1)).stage(Component.PRICING, meanwhile(7, 0.5), i -> 0.05)
                .requests("shop-api", "POST", "/api/v1/models", "201", i -> 2, meanwhile(4, 0.05));
        assertThat(assertFirst(slow, Component.S3, Signal.SLOW)).hasSize(1);
        Readings failing = well().failures("shop-api", "ModelStore", "put", "s3", meanwhile(2, 0), 1).failures("mes-pipeline", "ModelStore", "size", "s3", meanwhile(4, 0), 1)
                .requests("shop-api", "POST", "/api/v1/models", "503", meanwhile(2, 0), i -> 1);
        assertFirst(failing, Component.S3, Signal.FAILING);
    }

    @Test
    void blamesTheStorageWhoseCallsDoNotComeBack() {
        Readings hanging = well().calls("shop-api", "ModelStore", "put", "s3", i -> i >= BEGIN ? 0 : 2, i -> 0.03).underWay("shop-api", "ModelStore", "put", "s3", i -> i >= BEGIN ? 2.0 * (i - BEGIN + 1) : 0);
        assertFirst(hanging, Component.S3, Signal.UNREACHABLE);
    }

    @Test
    void blamesTheStationThatIsSlowByItself() {
        assertFirst(well().stage(Component.POLISHING, meanwhile(6, 0.5), meanwhile(4, 0.05)), Component.POLISHING, Signal.STAGE_SLOW);
    }

    @Test
    void blamesTheStationWhoseWorkersAreAllBusyWhileWorkPilesUp() {
        Readings full = well().gauge("mes_stage_workers", i -> 1, "job", "mes-pipeline", "stage", "casting")
                .gauge("mes_stage_busy_workers", i -> i > BEGIN ? 1 : 0, "job", "mes-pipeline", "stage", "casting")
                .queue("conveyor.casting", i -> i > BEGIN ? 2.0 * (i - BEGIN) : 0).stage(Component.CASTING, i -> 0.5, i -> i > BEGIN ? i - BEGIN : 0.05);
        assertFirst(full, Component.CASTING, Signal.SATURATED);
    }

    @Test
    void blamesTheLoadWhenMoreComesThanTheConveyorCanMake() {
        Readings surge = well().requests("shop-api", "POST", "/api/v1/orders", "201", i -> i > BEGIN ? 20 : 2, i -> 0.02)
                .requests("shop-api", "POST", "/api/v1/models", "201", i -> i > BEGIN ? 20 : 2, i -> 0.05)
                .gauge("mes_stage_busy_workers", i -> i > BEGIN ? 2 : 1, "job", "mes-pipeline", "stage", "casting")
                .queue("conveyor.casting", i -> i > BEGIN ? 10.0 * (i - BEGIN) : 0).stage(Component.CASTING, i -> 0.5, i -> i > BEGIN ? 2.0 * (i - BEGIN) : 0.05);
        List<Finding> findings = assertFirst(surge, Component.LOAD, Signal.SURGE);
        assertThat(findings.getFirst().explains()).as("the bottleneck is where it shows").anyMatch(explained -> explained.contains("casting"));
    }

    @Test
    void blamesTheCustomersForModelsThatCanNotBeMade() {
        Readings poison = well().counter("mes_stage_duration_seconds_count", i -> i >= BEGIN && i < BEGIN + 12 ? 0.5 : 0, "job", "mes-pipeline", "stage", "pricing", "outcome", "refused")
                .counter("mes_stage_duration_seconds_sum", i -> i >= BEGIN && i < BEGIN + 12 ? 0.1 : 0, "job", "mes-pipeline", "stage", "pricing", "outcome", "refused");
        assertFirst(poison, Component.CUSTOMER_INPUT, Signal.REJECTED);
    }

    @Test
    void isSilentAboutRejectionsThatHaveAlwaysBeenThere() {
        Readings usual = well().counter("mes_stage_duration_seconds_count", i -> i % 4 == 0 ? 1 : 0, "job", "mes-pipeline", "stage", "pricing", "outcome", "refused")
                .counter("mes_stage_duration_seconds_sum", i -> i % 4 == 0 ? 0.1 : 0, "job", "mes-pipeline", "stage", "pricing", "outcome", "refused");
        assertThat(Diagnosis.of(usual.window())).isEmpty();
    }

    @Test
    void isSilentAboutRejectionsWhoseShareRisesBecauseOthersStopToCome() {
        String[] refused = {"job", "mes-pipeline", "stage", "pricing", "outcome", "refused"};
        String[] made = {"job", "mes-pipeline", "stage", "pricing", "outcome", "ok"};
        Readings fewer = well().counter("mes_stage_duration_seconds_count", i -> i % 4 == 0 ? 1 : 0, refused).counter("mes_stage_duration_seconds_sum", i -> i % 4 == 0 ? 0.1 : 0, refused)
                .counter("mes_stage_duration_seconds_count", i -> i < BEGIN ? 4 : 0.4, made).counter("mes_stage_duration_seconds_sum", i -> i < BEGIN ? 2 : 0.2, made);
        assertThat(Diagnosis.of(fewer.window())).isEmpty();
    }

    @Test
    void bearsWithAProcessThatHasJustBegun() {
        Readings fresh = slowShopDatabase(well()).gauge("process_uptime_seconds", i -> 5 * (i - BEGIN + 4), "job", "shop-api").gauge("process_uptime_seconds", i -> 5 * (i - BEGIN + 4), "job", "crm-api")
                .requests("shop-api", "GET", "/api/v1/orders/{id}", "200", i -> 10, i -> 0.005).requests("crm-api", "POST", "/api/v1/orders/{id}/approval", "200", i -> 2, i -> 0.02);
        assertThat(Diagnosis.of(fresh.window())).isEmpty();
    }

    @Test
    void believesAProcessThatHasBegunAMinuteAgoThatItsDatabaseIsSilent() {
        Readings silent = well().gauge("process_uptime_seconds", i -> 5 * (i - BEGIN + 12), "job", "shop-api").gauge("process_uptime_seconds", i -> 5 * (i - BEGIN + 12), "job", "crm-api")
                .probe("shop-api", "shop-db", i -> during(i) ? 10 + 5.0 * (i - BEGIN) : 2, i -> i == END ? 1 : 0)
                .gauge("db_client_pending_requests", meanwhile(20, 0), "job", "shop-api").counter("db_client_timeouts_total", meanwhile(10, 0), "job", "shop-api")
                .requests("shop-api", "GET", "/api/v1/orders/{id}", "503", i -> during(i) ? 10 : 0, i -> 5);
        assertFirst(silent, Component.SHOP_DB, Signal.UNREACHABLE);
    }

    @Test
    void blamesNobodyForMuchWorkThatIsDone() {
        Readings busy = well().requests("shop-api", "POST", "/api/v1/orders", "201", i -> i > BEGIN ? 20 : 2, i -> 0.02);
        assertThat(Diagnosis.of(busy.window())).isEmpty();
    }

    @Test
    void doesNotBlameMuchToDoForWhatIsSlowWithTimeToSpare() {
        Readings slowStorage = well().requests("shop-api", "POST", "/api/v1/orders", "201", i -> i > BEGIN - 6 ? 20 : 2, i -> 0.02)
                .calls("mes-pipeline", "ModelStore", "size", "s3", i -> 4, meanwhile(2, 0.01)).calls("shop-api", "ModelStore", "put", "s3", i -> 4, meanwhile(2, 0.03))
                .requests("shop-api", "POST", "/api/v1/models", "201", i -> 4, meanwhile(2.1, 0.05));
        assertFirst(slowStorage, Component.S3, Signal.SLOW);
    }

    @Test
    void blamesTheCustomersForModelsThatAreFarHeavierThanUsual() {
        Readings heavy = well().counter("http_server_received_bytes_total", meanwhile(2 * 40e6, 2 * 300e3), "job", "shop-api", "http_request_method", "POST", "http_route", "/api/v1/models")
                .stage(Component.PRICING, meanwhile(12, 0.5), meanwhile(6, 0.05)).stage(Component.SLICING, meanwhile(15, 0.5), meanwhile(6, 0.05))
                .requests("shop-api", "POST", "/api/v1/models", "201", i -> 2, meanwhile(5, 0.05)).calls("mes-pipeline", "ModelStore", "read", "s3", i -> 4, meanwhile(10, 0.1));
        assertFirst(heavy, Component.CUSTOMER_INPUT, Signal.HEAVY_MODELS);
    }

    @Test
    void blamesTheLoadForAStormOfSessions() {
        assertFirst(well().requests("crm-api", "POST", "/api/v1/sessions", "201", i -> i >= BEGIN && i < BEGIN + 8 ? 75 : 2, i -> 0.02), Component.LOAD, Signal.SESSION_STORM);
    }

    @Test
    void doesNotBlameTheLoadForAStormThatWasOverBefore() {
        Readings after = slowShopDatabase(well()).requests("crm-api", "POST", "/api/v1/sessions", "201", i -> i >= Readings.JUDGED - 8 && i < Readings.JUDGED ? 75 : 2, i -> 0.02);
        assertThat(assertFirst(after, Component.SHOP_DB, Signal.SLOW)).extracting(Finding::component).doesNotContain(Component.LOAD);
    }

    @Test
    void doesNotTakeThoseWhoWaitedForASurge() {
        Readings back = well().silent("shop-api").requests("shop-api", "POST", "/api/v1/orders", "201", i -> during(i) ? 0 : i == END || i == END + 1 ? 40 : 2, i -> 0.02);
        assertThat(assertFirst(back, Component.SHOP_API, Signal.HUNG)).extracting(Finding::component).doesNotContain(Component.LOAD);
    }

    @Test
    void saysNothingOfATimeInWhichPrometheusItselfWasAway() {
        Readings blind = well();
        for (String job : List.of("shop-api", "crm-api", "mes-pipeline", "rabbitmq", "rabbitmq-queues", "prometheus")) {
            blind.gauge("scrape_age_seconds", i -> during(i) ? 15 + 5.0 * (i - BEGIN) : 1, "job", job);
        }
        assertThat(Diagnosis.of(blind.window())).isEmpty();
        assertThat(Gaps.in(blind.window())).anyMatch(gap -> gap.contains("took no samples"));
    }

    private static Readings slowShopDatabase(Readings suite) {
        return slowShopDatabaseFor(slowShopDatabaseFor(suite, "shop-api"), "crm-api");
    }

    private static Readings slowShopDatabaseFor(Readings suite, String job) {
        suite.calls(job, "Orders", "find", "postgresql", i -> 10, meanwhile(1, 0.002));
        return job.equals("shop-api") ? suite.requests(job, "GET", "/api/v1/orders/{id}", "200", i -> 10, meanwhile(1, 0.005))
                : suite.requests(job, "POST", "/api/v1/orders/{id}/approval", "200", i -> 2, meanwhile(1, 0.02));
    }

    private static List<Finding> assertFirst(Readings readings, Component component, Signal signal) {
        List<Finding> findings = Diagnosis.of(readings.window());
        assertThat(findings).as("findings").isNotEmpty();
        assertThat(findings.getFirst()).satisfies(first -> {
            assertThat(first.component()).as(first.title()).isEqualTo(component);
            assertThat(first.signal()).as(first.title()).isEqualTo(signal);
            assertThat(first.evidence()).isNotEmpty();
            assertThat(first.confidence()).isBetween(0.0, 1.0);
            assertThat(first.share()).isBetween(0.0, 1.0);
        });
        return findings;
    }
}
