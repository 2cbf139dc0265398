package dev.touchstone.mes.adapter.out.storage;

import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.application.port.out.ModelStoreContract;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.platform.storage.ObjectStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3ModelStoreIT extends ModelStoreContract {

    private static final String BUCKET = "s3-model-store";

    private static ObjectStorage storage;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        storage = Storage.open(BUCKET);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @Override
    protected ModelStore models() {
        return new S3ModelStore(storage, BUCKET);
    }

    @Override
    protected ModelId upload(byte[] content) {
        ModelId model = new ModelId(Sha256.of(content));
        try {
            storage.putIfAbsent(BUCKET, model.sha256(), Files.write(folder.resolve("model"), content), "model/stl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return model;
    }
}
