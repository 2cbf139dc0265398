package dev.touchstone.shop.adapter.out.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.StorageConfig;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.application.port.out.ModelStoreContract;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.fakes.Samples;
import dev.touchstone.shop.domain.model.ModelId;
import java.io.InputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioModelStoreIT extends ModelStoreContract {
    private static ObjectStorage storage;

    @BeforeAll
    static void open() {
        StorageBackend backend = Backends.shared().storage();
        storage = new ObjectStorage(new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret(backend.secretKey())), Telemetry.forTests());
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    protected ModelStore store() {
        return new MinioModelStore(storage);
    }

    @Override
    protected byte[] kept(ModelId id) {
        return storage.read(MinioModelStore.BUCKET, id.sha256(), InputStream::readAllBytes).orElseThrow();
    }

    @Test
    void saysWhenTheStorageIsAway(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("model.stl"), "solid");
        try (ObjectStorage nowhere = new ObjectStorage(
                new StorageConfig(URI.create("http://127.0.0.1:1"), "key", new Secret("secret")), Telemetry.forTests())) {
            assertThatThrownBy(() -> new MinioModelStore(nowhere).put(new Model(Samples.RING, 5), file))
                    .isInstanceOfSatisfying(TechnicalFailure.class, failure -> assertThat(failure.code()).isEqualTo(Code.STORAGE_UNAVAILABLE));
        }
    }
}
