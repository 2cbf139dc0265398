package dev.touchstone.observability.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.observability.catalog.Metric;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final Meters meters = new Meters();

    @Test
    void showsWhatWasRecorded() {
        meters.counter(Metric.MESSAGING_REDELIVERED, "mes.orders").increment();
        meters.counter(Metric.MESSAGING_REDELIVERED, "mes.orders").add(2);
        meters.gauge(Metric.MES_STAGE_WORKERS, "pricing").set(4);
        meters.gauge(Metric.MES_STAGE_WORKERS, "pricing").add(-1);
        meters.histogram(Metric.MES_STAGE_WAIT, "pricing").record(Duration.ofMillis(1500));

        assertThat(meters.value(Metric.MESSAGING_REDELIVERED, "mes.orders")).contains(3.0);
        assertThat(meters.value(Metric.MES_STAGE_WORKERS, "pricing")).contains(3.0);
        assertThat(meters.count(Metric.MES_STAGE_WAIT, "pricing")).isEqualTo(1);
        assertThat(meters.sum(Metric.MES_STAGE_WAIT, "pricing")).isEqualTo(1.5);
        assertThat(meters.value(Metric.MESSAGING_REDELIVERED, "shop.orders")).isEmpty();
    }

    @Test
    void neverLetsACounterGoBack() {
        meters.counter(Metric.MESSAGING_REDELIVERED, "q").add(5);
        meters.counter(Metric.MESSAGING_REDELIVERED, "q").add(-3);

        assertThat(meters.value(Metric.MESSAGING_REDELIVERED, "q")).contains(5.0);
    }

    @Test
    void refusesMetersThatTheCatalogueDoesNotDeclare() {
        assertThatThrownBy(() -> meters.gauge(Metric.MESSAGING_REDELIVERED, "q")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.counter(Metric.MESSAGING_REDELIVERED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.samples(Metric.MES_STAGE_WAIT, List::of)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToRecordWhatIsSampledAndTheOtherWayRound() {
        meters.samples(Metric.S3_BUCKET_SIZE, () -> List.of(Sample.of(1, "models")));
        meters.gauge(Metric.S3_BUCKET_OBJECTS, "models").set(1);

        assertThatThrownBy(() -> meters.gauge(Metric.S3_BUCKET_SIZE, "models")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.samples(Metric.S3_BUCKET_OBJECTS, () -> List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsSampledSeriesAtEveryScrape() {
        int[] size = {1};
        meters.samples(Metric.S3_BUCKET_SIZE, () -> List.of(Sample.of(size[0], "models")));
        meters.samples(Metric.S3_BUCKET_SIZE, () -> List.of(Sample.of(7, "products")));

        assertThat(meters.value(Metric.S3_BUCKET_SIZE, "models")).contains(1.0);
        size[0] = 2;
        assertThat(meters.value(Metric.S3_BUCKET_SIZE, "models")).contains(2.0);
        assertThat(meters.value(Metric.S3_BUCKET_SIZE, "products")).contains(7.0);
    }

    @Test
    void leavesOutASourceThatThrowsAndCountsTheGap() {
        meters.samples(Metric.S3_BUCKET_SIZE, () -> {
            throw new IllegalStateException("storage is down");
        });
        meters.samples(Metric.S3_BUCKET_SIZE, () -> List.of(Sample.of(7, "products")));

        assertThat(meters.value(Metric.S3_BUCKET_SIZE, "products")).contains(7.0);
        assertThat(meters.value(Metric.S3_BUCKET_SIZE, "models")).isEmpty();
        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "sample")).hasValueSatisfying(gaps -> assertThat(gaps).isPositive());
    }

    @Test
    void makesNoSeriesBeyondTheBoundAndCountsWhatIsLost() {
        for (int i = 0; i < Metric.MES_STAGE_WORKERS.bound() + 5; i++) {
            meters.gauge(Metric.MES_STAGE_WORKERS, "stage-" + i).set(1);
        }

        assertThat(meters.scrape().stream()
                .filter(snapshot -> snapshot.getMetadata().getPrometheusName().equals("mes_stage_workers"))
                .flatMap(snapshot -> snapshot.getDataPoints().stream())).hasSize(Metric.MES_STAGE_WORKERS.bound());
        assertThat(meters.value(Metric.TELEMETRY_FAILURES, "cardinality")).contains(5.0);
        assertThat(meters.value(Metric.MES_STAGE_WORKERS, "stage-0")).contains(1.0);
    }
}
