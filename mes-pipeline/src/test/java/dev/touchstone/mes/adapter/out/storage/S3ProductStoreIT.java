package dev.touchstone.mes.adapter.out.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.ProductStoreContract;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.platform.storage.TemporaryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class S3ProductStoreIT extends ProductStoreContract {

    private static final String BUCKET = "s3-product-store";

    private static ObjectStorage storage;

    @BeforeAll
    static void open() {
        storage = Storage.open(BUCKET);
    }

    @AfterAll
    static void close() {
        storage.close();
    }

    @TempDir
    private Path directory;

    @Override
    protected ProductStore products() {
        try {
            return new S3ProductStore(storage, BUCKET, new TemporaryFiles(directory, "test-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void leavesNothingOnTheDisk() {
        assertThat(directory).isEmptyDirectory();
    }
}
