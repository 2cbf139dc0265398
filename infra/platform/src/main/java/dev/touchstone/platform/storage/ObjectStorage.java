package dev.touchstone.platform.storage;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.catalog.Metric;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.trace.ClientSpans;
import dev.touchstone.platform.config.StorageConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;

/** Objects that are written once and never changed, on anything that speaks the plain S3 API. */
public final class ObjectStorage implements AutoCloseable {
    private static final Set<String> ABSENT = Set.of("NoSuchKey", "NoSuchObject", "NotFound");
    private static final Set<String> PRESENT = Set.of("PreconditionFailed", "ConditionalRequestConflict");
    private static final Set<String> OURS_ALREADY = Set.of("BucketAlreadyOwnedByYou", "BucketAlreadyExists");
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    // Between two bytes, not for the whole object.
    private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);

    // In one request, so that the condition is decided together with the content.
    private static final long ONE_PART = 1024L * 1024 * 1024;

    private final OkHttpClient http = new OkHttpClient.Builder()
            .connectTimeout(CONNECT_TIMEOUT)
            .readTimeout(SILENCE_TIMEOUT)
            .writeTimeout(SILENCE_TIMEOUT)
            .build();
    private final MinioClient client;
    private final Map<String, BucketUse> uses = new ConcurrentHashMap<>();
    private final Meters meters;
    private final ClientSpans spans;

    private enum Outcome {
        /** Answered as one of the answers that we expect; that there is no such object is one. */
        OK("ok"),
        /** Answered with another error. */
        REFUSED("refused"),
        /** Not answered, or not to the end. */
        FAILED("failed"),
        /** Given up by our own side, which had no use for the rest of the answer. */
        ABANDONED("abandoned");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }
    }

    /** @param where bucket, or bucket/key */
    private record Call(String operation, String where, Instant start, long begun) {
        String bucket() {
            return where.split("/", 2)[0];
        }
    }

    private interface Request<T> {
        T send() throws MinioException, IOException;
    }

    /** Does not connect yet. */
    public ObjectStorage(StorageConfig config, Telemetry telemetry) {
        client = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .credentials(config.accessKey(), config.secretKey().value())
                .httpClient(http)
                .build();
        meters = telemetry.meters();
        spans = new ClientSpans(telemetry.tracer(), telemetry.meters()::failed);
    }

    /** Idempotent, also when several services do it at once. */
    public void ensureBucket(String bucket) {
        boolean exists = request("HeadBucket", bucket, Set.of(), true, () ->
                client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()));
        if (!exists) {
            request("CreateBucket", bucket, OURS_ALREADY, null, () -> {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                return null;
            });
        }
    }

    /**
     * Stores {@code file}, of up to 1 GiB, unless the key is taken already, decided by the server ({@code If-None-Match: *}).
     *
     * @return false when the key was taken; the object there is as it was
     */
    public boolean putIfAbsent(String bucket, String key, Path file, String contentType) {
        if (size(bucket, key).isPresent()) {
            // Spares the transfer; the condition below is what holds when two writers come at once.
            return false;
        }
        BucketUse use = uses.get(bucket);
        return use == null ? put(bucket, key, file, contentType)
                : use.storing(key, file.toFile().length(), () -> put(bucket, key, file, contentType));
    }

    private boolean put(String bucket, String key, Path file, String contentType) {
        return request("PutObject", bucket + "/" + key, PRESENT, false, () -> {
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(file.toString(), ONE_PART)
                    .contentType(contentType)
                    .extraHeaders(new Http.Headers("If-None-Match", "*"))
                    .build());
            return true;
        });
    }

    /**
     * Hands the object's bytes to {@code reader} as they come in.
     *
     * @return empty when there is no such object
     * @throws StorageUnavailable also for an {@link IOException} out of {@code reader}
     */
    public <T> Optional<T> read(String bucket, String key, ObjectReader<T> reader) {
        return request("GetObject", bucket + "/" + key, ABSENT, Optional.empty(), () -> {
            try (GetObjectResponse content = client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
                return Optional.of(reader.read(content));
            }
        });
    }

    /** In bytes; empty when there is no such object. */
    public OptionalLong size(String bucket, String key) {
        return request("HeadObject", bucket + "/" + key, ABSENT, OptionalLong.empty(), () ->
                OptionalLong.of(client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size()));
    }

    /** From now on what lies in the bucket is a metric; {@link BucketUse#read} has to be called now and then. */
    public BucketUse watch(String bucket) {
        return uses.computeIfAbsent(bucket, _ -> new BucketUse(this, bucket, meters));
    }

    /** Up to {@code most} objects in the order of their keys, from the first after {@code key} on; none when there is no such bucket. */
    List<StoredObject> list(String bucket, String key, int most) {
        return request("ListObjectsV2", bucket, Set.of("NoSuchBucket"), List.of(), () -> {
            List<StoredObject> page = new ArrayList<>();
            ListObjectsArgs.Builder arguments = ListObjectsArgs.builder().bucket(bucket).recursive(true).maxKeys(most);
            // The client asks for the next page only when it is asked for one object more.
            var objects = client.listObjects(key.isEmpty() ? arguments.build() : arguments.startAfter(key).build()).iterator();
            while (page.size() < most && objects.hasNext()) {
                Item object = objects.next().get();
                page.add(new StoredObject(object.objectName(), object.size()));
            }
            return page;
        });
    }

    /** An error of S3 whose code is {@code expected} makes the result {@code otherwise}. */
    private <T> T request(String operation, String where, Set<String> expected, T otherwise, Request<T> request) {
        Call call = new Call(operation, where, Instant.now(), System.nanoTime());
        try {
            T result = request.send();
            record(call, Outcome.OK, Optional.empty());
            return result;
        } catch (ErrorResponseException e) {
            String code = String.valueOf(e.errorResponse().code());
            if (expected.contains(code)) {
                record(call, Outcome.OK, Optional.empty());
                return otherwise;
            }
            record(call, Outcome.REFUSED, Optional.of(code));
            throw new StorageUnavailable(operation + " " + where + " was refused: " + code, e);
        } catch (MinioException | IOException e) {
            throw broken(call, e);
        } catch (RuntimeException e) {
            // In this the client wraps the failures of a connection.
            if (e instanceof IllegalStateException && e.getCause() instanceof IOException cause) {
                throw broken(call, cause);
            }
            record(call, Outcome.ABANDONED, Optional.of(e.getClass().getSimpleName()));
            throw e;
        }
    }

    private StorageUnavailable broken(Call call, Exception cause) {
        record(call, Outcome.FAILED, Optional.of(cause.getClass().getSimpleName()));
        return new StorageUnavailable(call.operation() + " " + call.where() + " failed", cause);
    }

    private void record(Call call, Outcome outcome, Optional<String> error) {
        meters.histogram(Metric.S3_CLIENT_OPERATION_DURATION, call.bucket(), call.operation(), outcome.label)
                .record(Duration.ofNanos(System.nanoTime() - call.begun()));
        spans.record("S3 " + call.operation(), call.start(), Map.of(
                "rpc.system", "aws-api",
                "rpc.service", "S3",
                "rpc.method", call.operation(),
                "aws.s3.bucket", call.bucket()), error);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
