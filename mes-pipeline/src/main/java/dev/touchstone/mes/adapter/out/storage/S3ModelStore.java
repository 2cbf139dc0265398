package dev.touchstone.mes.adapter.out.storage;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.platform.storage.StorageUnavailable;

/** What customers uploaded: the bucket is the shop's, an object's key the SHA-256 of its bytes. */
public final class S3ModelStore implements ModelStore {

    private final ObjectStorage storage;
    private final String bucket;

    public S3ModelStore(ObjectStorage storage, String bucket) {
        this.storage = storage;
        this.bucket = bucket;
    }

    @Override
    public long size(ModelId model) {
        try {
            return storage.size(bucket, model.sha256()).orElseThrow(() -> missing(model));
        } catch (StorageUnavailable e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(ModelId model, ContentReader<T> reader) {
        try {
            return storage.read(bucket, model.sha256(), reader::read).orElseThrow(() -> missing(model));
        } catch (StorageUnavailable e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, e.getMessage(), e);
        }
    }

    private TechnicalFailure missing(ModelId model) {
        return new TechnicalFailure(TechnicalFailure.Code.MODEL_MISSING, "there is no model " + model.sha256() + " in " + bucket);
    }
}
