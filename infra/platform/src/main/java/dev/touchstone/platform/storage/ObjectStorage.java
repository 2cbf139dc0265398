package dev.touchstone.platform.storage;

import dev.touchstone.platform.config.StorageConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.Http;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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

    /** Does not connect yet. */
    public ObjectStorage(StorageConfig config) {
        client = MinioClient.builder()
                .endpoint(config.endpoint().toString())
                .credentials(config.accessKey(), config.secretKey().value())
                .httpClient(http)
                .build();
    }

    /** Idempotent, also when several services do it at once. */
    public void ensureBucket(String bucket) {
        try {
            if (!client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build())) {
                client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
            }
        } catch (ErrorResponseException e) {
            if (!OURS_ALREADY.contains(e.errorResponse().code())) {
                throw failed("make the bucket", bucket, e);
            }
        } catch (MinioException e) {
            throw failed("make the bucket", bucket, e);
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
        try {
            client.uploadObject(UploadObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .filename(file.toString(), ONE_PART)
                    .contentType(contentType)
                    .extraHeaders(new Http.Headers("If-None-Match", "*"))
                    .build());
            return true;
        } catch (ErrorResponseException e) {
            if (PRESENT.contains(e.errorResponse().code())) {
                return false;
            }
            throw failed("store", bucket + "/" + key, e);
        } catch (MinioException e) {
            throw failed("store", bucket + "/" + key, e);
        }
    }

    /**
     * Hands the object's bytes to {@code reader} as they come in.
     *
     * @return empty when there is no such object
     * @throws StorageUnavailable also for an {@link IOException} out of {@code reader}
     */
    public <T> Optional<T> read(String bucket, String key, ObjectReader<T> reader) {
        try (GetObjectResponse content = client.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build())) {
            return Optional.of(reader.read(content));
        } catch (ErrorResponseException e) {
            if (ABSENT.contains(e.errorResponse().code())) {
                return Optional.empty();
            }
            throw failed("read", bucket + "/" + key, e);
        } catch (MinioException | IOException e) {
            throw failed("read", bucket + "/" + key, e);
        }
    }

    /** In bytes; empty when there is no such object. */
    public OptionalLong size(String bucket, String key) {
        try {
            return OptionalLong.of(client.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build()).size());
        } catch (ErrorResponseException e) {
            if (ABSENT.contains(e.errorResponse().code())) {
                return OptionalLong.empty();
            }
            throw failed("look up", bucket + "/" + key, e);
        } catch (MinioException e) {
            throw failed("look up", bucket + "/" + key, e);
        }
    }

    private static StorageUnavailable failed(String what, String where, Exception cause) {
        return new StorageUnavailable("Could not " + what + " " + where, cause);
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
