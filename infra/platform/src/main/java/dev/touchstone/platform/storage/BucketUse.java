package dev.touchstone.platform.storage;

import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.meter.Sample;
import dev.touchstone.observability.probe.Probe;
import dev.touchstone.observability.probe.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

/**
 * How much lies in a bucket. Nothing is known until the bucket has been listed once; from then on what this process stores is
 * added as it is stored, and each further listing brings in what others did. A listing takes its time: it pauses between pages.
 *
 * <p>An object that is stored while a listing is under way counts once, whether the listing came by before or after it.
 */
public final class BucketUse implements Probe.Source {
    private static final int PAGE = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ObjectStorage storage;
    private final String bucket;
    private final int page;
    private final Duration pause;

    /** Keys that are being stored now, by how many threads. */
    private final Map<String, Integer> underWay = new HashMap<>();
    /** Sizes of the objects that were stored since the listing under way began. */
    private final Map<String, Long> sinceBegin = new HashMap<>();
    private boolean listing;
    private Total total;

    private record Total(long bytes, long objects) {
        Total plus(long size) {
            return new Total(bytes + size, objects + 1);
        }
    }

    BucketUse(ObjectStorage storage, String bucket, Meters meters) {
        this(storage, bucket, meters, PAGE, PAUSE);
    }

    BucketUse(ObjectStorage storage, String bucket, Meters meters, int page, Duration pause) {
        this.storage = storage;
        this.bucket = bucket;
        this.page = page;
        this.pause = pause;
        meters.samples(Metric.S3_BUCKET_SIZE, () -> sample(Total::bytes));
        meters.samples(Metric.S3_BUCKET_OBJECTS, () -> sample(Total::objects));
    }

    /** Lists the bucket from end to end. The readings are empty, for the metrics are always up to date. */
    @Override
    public List<Reading> read() throws InterruptedException {
        begin();
        Total listed = new Total(0, 0);
        List<StoredObject> objects = storage.list(bucket, "", page);
        while (!objects.isEmpty()) {
            for (StoredObject object : objects) {
                listed = isNew(object) ? listed : listed.plus(object.size());
            }
            Thread.sleep(pause);
            objects = objects.size() < page ? List.of() : storage.list(bucket, objects.getLast().key(), page);
        }
        end(listed);
        return List.of();
    }

    /** Runs {@code put}, which says whether it stored an object of {@code size} bytes under a key that was free. */
    boolean storing(String key, long size, BooleanSupplier put) {
        synchronized (this) {
            underWay.merge(key, 1, Integer::sum);
        }
        boolean stored = false;
        try {
            stored = put.getAsBoolean();
            return stored;
        } finally {
            finished(key, size, stored);
        }
    }

    private synchronized void finished(String key, long size, boolean stored) {
        underWay.computeIfPresent(key, (_, threads) -> threads == 1 ? null : threads - 1);
        if (stored) {
            total = total == null ? null : total.plus(size);
            if (listing) {
                sinceBegin.put(key, size);
            }
        }
    }

    private synchronized void begin() {
        listing = true;
        sinceBegin.clear();
    }

    private synchronized boolean isNew(StoredObject object) {
        return underWay.containsKey(object.key()) || sinceBegin.containsKey(object.key());
    }

    private synchronized void end(Total listed) {
        total = listed;
        sinceBegin.values().forEach(size -> total = total.plus(size));
        sinceBegin.clear();
        listing = false;
    }

    private synchronized List<Sample> sample(ToLongFunction<Total> value) {
        return total == null ? List.of() : List.of(Sample.of(value.applyAsLong(total), bucket));
    }
}
