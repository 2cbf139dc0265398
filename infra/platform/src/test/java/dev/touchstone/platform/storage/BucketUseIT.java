package dev.touchstone.platform.storage;

import static dev.touchstone.observability.catalog.Metric.S3_BUCKET_OBJECTS;
import static dev.touchstone.observability.catalog.Metric.S3_BUCKET_SIZE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.StorageConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BucketUseIT {
    @TempDir
    private Path folder;

    private final StorageBackend backend = Backends.shared().storage();
    private final Telemetry telemetry = Telemetry.forTests();
    private final ObjectStorage storage = storage(telemetry);
    private final String bucket = "platform-" + UUID.randomUUID();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void isEmptyBeforeTheBucketIsThere() throws Exception {
        BucketUse use = storage.watch(bucket);
        assertThat(telemetry.meters().exposes(S3_BUCKET_SIZE, bucket)).isFalse();

        use.read();

        shows(0, 0);
    }

    @Test
    void followsWhatIsStoredAndFindsWhatWasThere() throws Exception {
        storage.ensureBucket(bucket);
        put(storage, "before", 1_000);
        BucketUse use = storage.watch(bucket);
        use.read();
        shows(1_000, 1);

        put(storage, "ring", 50_000);
        put(storage, "ring", 50_000);
        put(storage, "folder/brooch", 7);
        shows(51_007, 3);

        try (ObjectStorage other = storage(Telemetry.forTests())) {
            put(other, "elsewhere", 30);
        }
        shows(51_007, 3);

        use.read();
        shows(51_037, 4);
    }

    @Test
    void listsPageByPageAndMissesNone() throws Exception {
        storage.ensureBucket(bucket);
        for (int object = 1; object <= 11; object++) {
            put(storage, "folder %d/ring+%d".formatted(object % 3, object), object);
        }

        new BucketUse(storage, bucket, telemetry.meters(), 3, Duration.ZERO).read();

        shows(66, 11);
    }

    @Test
    void countsOnceWhatIsStoredDuringAListing() throws Exception {
        storage.ensureBucket(bucket);
        put(storage, "m", 1);
        put(storage, "n", 2);
        BucketUse use = new BucketUse(storage, bucket, telemetry.meters(), 1, Duration.ofMillis(300));
        use.read();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> listing = CompletableFuture.runAsync(() -> {
            begun.countDown();
            try {
                use.read();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();
        // One object that the listing has passed, one that it will come to.
        CompletableFuture<Boolean> late = CompletableFuture.supplyAsync(() -> use.storing("z", 40, () -> {
            put(storage, "z", 40);
            listing.join();
            return true;
        }));
        use.storing("a", 10, () -> put(storage, "a", 10));
        use.storing("y", 20, () -> put(storage, "y", 20));
        shows(33, 4);

        listing.join();
        late.join();
        shows(73, 5);

        use.read();
        shows(73, 5);
    }

    @Test
    void keepsItsValueWhenTheStorageCanNotBeAsked() {
        try (ObjectStorage nowhere = new ObjectStorage(
                new StorageConfig(URI.create("http://127.0.0.1:1"), backend.accessKey(), new Secret(backend.secretKey())), telemetry)) {
            assertThatThrownBy(nowhere.watch(bucket)::read).isInstanceOf(StorageUnavailable.class);
        }
        assertThat(telemetry.meters().exposes(S3_BUCKET_SIZE, bucket)).isFalse();
    }

    private void shows(double bytes, double objects) {
        assertThat(telemetry.meters().value(S3_BUCKET_SIZE, bucket)).contains(bytes);
        assertThat(telemetry.meters().value(S3_BUCKET_OBJECTS, bucket)).contains(objects);
    }

    private boolean put(ObjectStorage storage, String key, int bytes) {
        try {
            Path file = Files.write(folder.resolve(UUID.randomUUID().toString()), new byte[bytes]);
            return storage.putIfAbsent(bucket, key, file, "model/stl");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectStorage storage(Telemetry telemetry) {
        return new ObjectStorage(new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret(backend.secretKey())), telemetry);
    }
}
