package dev.touchstone.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.port.PortCall;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.StorageConfig;
import io.opentelemetry.api.trace.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStorageIT {
    private static final String TYPE = "model/stl";

    private record Call(String port, String operation, String adapter) implements PortCall {
    }

    @TempDir
    private Path folder;

    private final StorageBackend backend = Backends.shared().storage();
    private final Telemetry telemetry = Telemetry.forTests();
    private final ObjectStorage storage = new ObjectStorage(new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret(backend.secretKey())), telemetry);
    private final String bucket = "platform-" + UUID.randomUUID();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void makesABucketOnceHoweverOftenItIsAsked() throws Exception {
        List<Callable<Void>> tasks = Stream.generate(() -> (Callable<Void>) () -> {
            storage.ensureBucket(bucket);
            return null;
        }).limit(8).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> future : threads.invokeAll(tasks)) {
                future.get();
            }
        }

        assertThat(storage.size(bucket, "anything")).isEmpty();
    }

    @Test
    void storesAnObjectOnceAndKeepsTheFirst() throws Exception {
        storage.ensureBucket(bucket);

        assertThat(storage.putIfAbsent(bucket, "ring", file("first"), TYPE)).isTrue();
        assertThat(storage.putIfAbsent(bucket, "ring", file("second"), TYPE)).isFalse();

        assertThat(storage.read(bucket, "ring", InputStream::readAllBytes).map(String::new)).contains("first");
        assertThat(storage.size(bucket, "ring")).hasValue(5);
    }

    @Test
    void storesTheLargestModelAsItIs() throws Exception {
        storage.ensureBucket(bucket);
        byte[] content = new byte[64 * 1024 * 1024];
        new Random(1).nextBytes(content);
        Path file = Files.write(folder.resolve("large"), content);

        assertThat(storage.putIfAbsent(bucket, "large", file, TYPE)).isTrue();

        assertThat(storage.read(bucket, "large", stream -> Arrays.equals(stream.readAllBytes(), content))).contains(true);
    }

    @Test
    void saysThatThereIsNoSuchObject() {
        storage.ensureBucket(bucket);

        assertThat(storage.read(bucket, "none", InputStream::readAllBytes)).isEmpty();
        assertThat(storage.size(bucket, "none")).isEmpty();
    }

    @Test
    void tellsAReaderThatBreaksOffFromAnAbsentObject() throws Exception {
        storage.ensureBucket(bucket);
        storage.putIfAbsent(bucket, "ring", file("first"), TYPE);

        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> storage.read(bucket, "ring", _ -> {
            throw new IOException("broken off");
        }));
    }

    @Test
    void failsWithTheWrongKeyAndWithoutAServer() {
        try (ObjectStorage stranger = new ObjectStorage(new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret("wrong-secret-key")), telemetry);
                ObjectStorage nowhere = new ObjectStorage(new StorageConfig(URI.create("http://127.0.0.1:1"), backend.accessKey(), new Secret("any-secret-key")), telemetry)) {
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> stranger.ensureBucket(bucket));
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> nowhere.read(bucket, "ring", InputStream::readAllBytes));
        }
    }

    @Test
    void recordsEachRequestOnceByItsOutcome() throws Exception {
        storage.ensureBucket(bucket);
        storage.ensureBucket(bucket);
        storage.putIfAbsent(bucket, "ring", file("first"), TYPE);
        storage.putIfAbsent(bucket, "ring", file("second"), TYPE);
        for (int i = 0; i < 5; i++) {
            storage.read(bucket, "ring", InputStream::readAllBytes);
        }
        storage.read(bucket, "none", InputStream::readAllBytes);
        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> storage.read(bucket, "ring", _ -> {
            throw new IOException("broken off");
        }));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> storage.read(bucket, "ring", _ -> {
            throw new ArithmeticException("seen enough");
        }));
        try (ObjectStorage stranger = new ObjectStorage(new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret("wrong-secret-key")), telemetry);
                ObjectStorage nowhere = new ObjectStorage(new StorageConfig(URI.create("http://127.0.0.1:1"), backend.accessKey(), new Secret("any-secret-key")), telemetry)) {
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> stranger.read(bucket, "ring", InputStream::readAllBytes));
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> nowhere.read(bucket, "ring", InputStream::readAllBytes));
        }

        assertThat(requests("HeadBucket", "ok")).isEqualTo(2);
        assertThat(requests("CreateBucket", "ok")).isEqualTo(1);
        assertThat(requests("HeadObject", "ok")).isEqualTo(2);
        assertThat(requests("PutObject", "ok")).isEqualTo(1);
        assertThat(requests("GetObject", "ok")).isEqualTo(6);
        assertThat(requests("GetObject", "refused")).isEqualTo(1);
        assertThat(requests("GetObject", "failed")).isEqualTo(2);
        assertThat(requests("GetObject", "abandoned")).isEqualTo(1);
        assertThat(telemetry.meters().sum(Metric.S3_CLIENT_OPERATION_DURATION, bucket, "GetObject", "ok")).isBetween(0.0001, 60.0);
        assertThat(telemetry.meters().scrape().stream().filter(family -> family.getMetadata().getPrometheusName().startsWith("s3_client"))
                .flatMap(family -> family.getDataPoints().stream())).as("nothing else").hasSize(8);
    }

    private long requests(String operation, String outcome) {
        return telemetry.meters().count(Metric.S3_CLIENT_OPERATION_DURATION, bucket, operation, outcome);
    }

    @Test
    void leavesASpanForEachRequestWithinATrace() {
        storage.ensureBucket(bucket);
        telemetry.portObserver().run(new Call("models", "find", "minio"), () -> assertThat(storage.size(bucket, "none")).isEmpty());

        assertThat(telemetry.finishedSpans().stream().filter(span -> span.getKind() == SpanKind.CLIENT)).singleElement()
                .satisfies(span -> assertThat(span.getName()).isEqualTo("S3 HeadObject"))
                .satisfies(span -> assertThat(span.getParentSpanContext().isValid()).isTrue());
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve(content), content);
    }
}
