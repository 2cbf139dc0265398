package dev.touchstone.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.shop.running.RunningShop;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service reads in the background, as a scrape shows it. */
class ShopProbesIT {
    private static final int POOL = 10;
    private static final int WAKE_UP = 1;

    @TempDir
    private static Path spool;

    private static RunningShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new RunningShop(spool);
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
    }

    @Test
    void countsTheConnectionsThatItHolds() {
        eventually(() -> {
            double connections = Stream.of("active", "idle", "idle in transaction")
                    .mapToDouble(state -> value(Metric.DB_CONNECTIONS, "shop-db", "shop-api", state)).sum();
            assertThat(connections).isEqualTo(POOL + WAKE_UP);
        });
        assertThat(value(Metric.DB_MEMORY_USED, "shop-db")).isPositive();
        assertThat(value(Metric.DB_SIZE, "shop-db")).isPositive();
    }

    @Test
    void addsEveryModelToTheSizeOfTheStorage() throws Exception {
        eventually(() -> assertThat(shop.telemetry.meters().exposes(Metric.S3_BUCKET_SIZE, "models")).isTrue());
        double bytes = value(Metric.S3_BUCKET_SIZE, "models");
        double objects = value(Metric.S3_BUCKET_OBJECTS, "models");
        byte[] model = new byte[12_345];
        new Random().nextBytes(model);

        for (int time = 0; time < 2; time++) {
            assertThat(shop.send(shop.as("anna", RunningShop.MODELS).header("Content-Type", "model/stl")
                    .POST(BodyPublishers.ofByteArray(model))).statusCode()).isIn(200, 201);
        }

        assertThat(value(Metric.S3_BUCKET_SIZE, "models") - bytes).isEqualTo(12_345);
        assertThat(value(Metric.S3_BUCKET_OBJECTS, "models") - objects).isEqualTo(1);
    }

    @Test
    void countsOrdersByStatusWithTheAgeOfTheOldest() throws Exception {
        eventually(() -> assertThat(shop.telemetry.meters().exposes(Metric.ORDERS, "SUBMITTED")).isTrue());
        double before = value(Metric.ORDERS, "SUBMITTED");
        assertThat(shop.telemetry.meters().value(Metric.ORDERS, "CLOSED")).contains(0.0);
        assertThat(shop.telemetry.meters().value(Metric.ORDER_OLDEST_AGE, "PRICED")).contains(0.0);
        assertThat(shop.telemetry.meters().exposes(Metric.ORDER_OLDEST_AGE, "CLOSED")).as("nobody waits for a closed order").isFalse();

        shop.ordered("anna", "one ring");
        shop.ordered("boris", "another ring");

        eventually(() -> {
            assertThat(value(Metric.ORDERS, "SUBMITTED") - before).isEqualTo(2);
            assertThat(value(Metric.ORDER_OLDEST_AGE, "SUBMITTED")).isGreaterThan(3);
        });
    }

    @Test
    void tellsHowLongAnOrderStoodInEachStatusAndItsCustomerWaitedForThePrice() throws Exception {
        Instant begin = Instant.now();
        JsonNode order = shop.ordered("clara", "a third ring");
        String path = RunningShop.ORDERS + "/" + order.get("id").textValue();
        Instant placed = Instant.parse(order.get("createdAt").textValue());
        assertThat(shop.get("clara", path).statusCode()).isEqualTo(200);
        assertThat(shop.get("clara", RunningShop.ORDERS).statusCode()).isEqualTo(200);
        assertThat(count(Metric.ORDER_PRICE_SHOWN)).as("without a price").isZero();

        shop.reportPrice(order.get("id").textValue(), placed.plusSeconds(90));
        eventually(() -> assertThat(count(Metric.ORDER_TRANSITION, "SUBMITTED", "PRICED")).isEqualTo(1));
        assertThat(sum(Metric.ORDER_TRANSITION, "SUBMITTED", "PRICED")).isEqualTo(90, withPrecision(1e-6));
        // Only now, for several workers take what is reported, in any order.
        shop.reportPrice(order.get("id").textValue(), placed.plusSeconds(95));

        for (int look = 0; look < 3; look++) {
            assertThat(RunningShop.json(shop.get("clara", path)).get("price")).isNotNull();
            assertThat(shop.get("clara", RunningShop.ORDERS).statusCode()).isEqualTo(200);
        }
        assertThat(count(Metric.ORDER_PRICE_SHOWN)).isEqualTo(1);
        assertThat(sum(Metric.ORDER_PRICE_SHOWN)).isBetween(0.001, Duration.between(begin, Instant.now()).toMillis() / 1e3);

        JsonNode accepted = RunningShop.json(shop.post("clara", path + "/acceptance"));
        assertThat(accepted.get("status").textValue()).isEqualTo("ACCEPTED");
        assertThat(shop.post("clara", path + "/acceptance").statusCode()).isEqualTo(409);
        assertThat(count(Metric.ORDER_TRANSITION, "PRICED", "ACCEPTED")).isEqualTo(1);
        assertThat(count(Metric.ORDER_TRANSITION, "SUBMITTED", "PRICED")).isEqualTo(1);
    }

    private static long count(Metric metric, String... labels) {
        return shop.telemetry.meters().count(metric, labels);
    }

    private static double sum(Metric metric, String... labels) {
        return shop.telemetry.meters().sum(metric, labels);
    }

    private static double value(Metric metric, String... labels) {
        return shop.telemetry.meters().value(metric, labels).orElse(0.0);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
