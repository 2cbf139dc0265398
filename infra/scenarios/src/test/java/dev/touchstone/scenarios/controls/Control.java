package dev.touchstone.scenarios.controls;

import static dev.touchstone.scenarios.controls.Weakness.FORGETFUL_INBOX;
import static dev.touchstone.scenarios.controls.Weakness.NOT_MANDATORY;
import static dev.touchstone.scenarios.controls.Weakness.SECOND_RELAY;
import static dev.touchstone.scenarios.controls.Weakness.UNCONFIRMED;
import static dev.touchstone.scenarios.controls.Weakness.UNLOCKED_ROWS;

import dev.touchstone.scenarios.chaos.BrokerFault;
import dev.touchstone.scenarios.chaos.Fault;
import dev.touchstone.scenarios.chaos.ServerFault;
import dev.touchstone.scenarios.chaos.Suite;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A guard, how a service is made to lack it, what it guards against, and what the ledger says where it is missing. */
public enum Control {
    INBOX("mes-pipeline", Set.of(), Set.of(FORGETFUL_INBOX), (suite, seed) -> during(suite, BrokerFault.duplicates(0.05, seed), 8),
            "messages, of mes-pipeline since its start: Prometheus has counted \\d+, the tables hold"),
    MANDATORY("shop-api", Set.of(), Set.of(NOT_MANDATORY),
            (suite, _) -> during(suite, BrokerFault.missingBinding("orders", "mes.orders", "order.submitted"), 4),
            "was told of as order.submitted, and the conveyor has not noted it"),
    /** A broker that dies with what it has not read: an alarm makes it stop reading, so that there is some. */
    CONFIRMS("shop-api", Set.of(), Set.of(UNCONFIRMED), (suite, _) -> {
        try (Fault alarm = BrokerFault.diskAlarm()) {
            alarm.inject(suite);
            TimeUnit.SECONDS.sleep(6);
            during(suite, ServerFault.killed("rabbitmq"), 1);
        }
    }, "was told of as order.\\w+, and the conveyor has not noted it"),
    ROW_LOCKS("mes-pipeline", Set.of(SECOND_RELAY), Set.of(SECOND_RELAY, UNLOCKED_ROWS), (_, _) -> TimeUnit.SECONDS.sleep(6), "sent \\d+ times, without need");

    /** Returns when nothing is wrong any more. */
    interface Disturbance {
        void happenTo(Suite suite, long seed) throws InterruptedException;
    }

    private final String service;
    private final Set<Weakness> sound;
    private final Set<Weakness> weak;
    private final Disturbance disturbance;
    private final Pattern sign;

    Control(String service, Set<Weakness> sound, Set<Weakness> weak, Disturbance disturbance, String sign) {
        this.service = service;
        this.sound = sound;
        this.weak = weak;
        this.disturbance = disturbance;
        this.sign = Pattern.compile(sign);
    }

    String service() {
        return service;
    }

    /** How the service is run to see that the ledger has nothing to say. */
    Set<Weakness> sound() {
        return sound;
    }

    /** How the service is run to see that it has. */
    Set<Weakness> weak() {
        return weak;
    }

    Disturbance disturbance() {
        return disturbance;
    }

    Pattern sign() {
        return sign;
    }

    /** Whether there is nothing that excuses a message that is sent again. */
    boolean peaceful() {
        return this == ROW_LOCKS;
    }

    private static void during(Suite suite, Fault fault, int seconds) throws InterruptedException {
        try (fault) {
            fault.inject(suite);
            TimeUnit.SECONDS.sleep(seconds);
        }
    }
}
