package dev.touchstone.scenarios.chaos;

import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/** What goes wrong with messages. */
public final class BrokerFault extends Fault {
    private static final String MORE_THAN_ANY_DISK = "9000000000000000";
    private static final String CONFIGURED_LIMIT = "256MB";
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final String what;
    private final Act begin;
    private final Act end;

    private interface Act {
        void on(Suite suite);
    }

    private BrokerFault(String what, Act begin, Act end) {
        this.what = what;
        this.begin = begin;
        this.end = end;
    }

    /** The broker believes its disk full and takes nothing from publishers. */
    public static Fault diskAlarm() {
        return new BrokerFault("disk alarm of the broker",
                suite -> suite.servers().controlBroker("set_disk_free_limit", MORE_THAN_ANY_DISK),
                suite -> suite.servers().controlBroker("set_disk_free_limit", CONFIGURED_LIMIT));
    }

    /** Messages with the routing key have nowhere to go. */
    public static Fault missingBinding(String exchange, String queue, String routingKey) {
        String bindings = "/api/bindings/%2F/e/" + exchange + "/q/" + queue;
        return new BrokerFault(queue + " not bound to " + routingKey,
                suite -> suite.broker("DELETE", bindings + "/" + routingKey, BodyPublishers.noBody()),
                suite -> suite.broker("POST", bindings, BodyPublishers.ofString("{\"routing_key\": \"" + routingKey + "\"}")));
    }

    /**
     * Messages go out twice with the same id, as from a relay that dies between the broker's confirm and its own note.
     *
     * @param share of the messages, above 0 and up to 1
     * @param seed  decides which
     */
    public static Fault duplicates(double share, long seed) {
        Repetition repetition = new Repetition("duplicates");
        return new BrokerFault("%.0f %% of the messages twice".formatted(100 * share), suite -> repetition.start(PERIOD, () -> {
            repeat(suite, "shop", "shop.outbox", share, seed);
            repeat(suite, "shop", "crm.outbox", share, seed);
            repeat(suite, "mes", "mes.outbox", share, seed);
        }), _ -> repetition.stop());
    }

    /** Each message is drawn once: by its id and the seed, when it is between one and two seconds old or has been missed since. */
    private static void repeat(Suite suite, String database, String outbox, double share, long seed) throws SQLException {
        try (Connection connection = suite.connect(database, "postgres");
                PreparedStatement statement = connection.prepareStatement("""
                        UPDATE %s SET published_at = NULL, due_at = now()
                        WHERE published_at > now() - interval '20 seconds' AND attempts = 1
                          AND abs(hashtextextended(id::text, ?) %% 1000000) < ? * 1000000
                        """.formatted(outbox))) {
            statement.setLong(1, seed);
            statement.setDouble(2, share);
            statement.executeUpdate();
        }
    }

    @Override
    void begin(Suite target) {
        begin.on(target);
    }

    @Override
    void end(Suite target) {
        end.on(target);
    }

    @Override
    public String toString() {
        return what;
    }
}
