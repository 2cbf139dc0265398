package dev.touchstone.shop.adapter.out.storage;

import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.platform.storage.StorageUnavailable;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.domain.model.Model;
import java.nio.file.Path;

/** A bucket of models; the key of each is its SHA-256 in hexadecimal. */
public final class MinioModelStore implements ModelStore {
    public static final String BUCKET = "models";

    private static final String STL = "model/stl"; // https://www.iana.org/assignments/media-types/model/stl

    private final ObjectStorage storage;
    private volatile boolean bucketIsThere;

    public MinioModelStore(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public boolean put(Model model, Path file) {
        try {
            ensureBucket();
            return storage.putIfAbsent(BUCKET, model.id().sha256(), file, STL);
        } catch (StorageUnavailable e) {
            throw new TechnicalFailure(Code.STORAGE_UNAVAILABLE, e);
        }
    }

    /** At the first upload rather than at the start, so that orders can be served while the storage is away. */
    private void ensureBucket() {
        if (!bucketIsThere) {
            storage.ensureBucket(BUCKET);
            bucketIsThere = true;
        }
    }
}
