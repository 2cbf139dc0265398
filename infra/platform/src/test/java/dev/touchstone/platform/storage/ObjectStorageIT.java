package dev.touchstone.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
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
