package dev.touchstone.mes.adapter.out.storage;

import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.ProductStoreContract;
import dev.touchstone.platform.storage.ObjectStorage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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

    @Override
    protected ProductStore products() {
        return new S3ProductStore(storage, BUCKET);
    }
}
