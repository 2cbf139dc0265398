package dev.touchstone.mes.adapter.out.storage;

import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.Secret;
import dev.touchstone.platform.config.StorageConfig;
import dev.touchstone.platform.storage.ObjectStorage;

/** The tests' object storage, with a bucket of their own. */
final class Storage {

    private Storage() {}

    static ObjectStorage open(String bucket) {
        StorageBackend backend = Backends.shared().storage();
        ObjectStorage storage = new ObjectStorage(
                new StorageConfig(backend.endpoint(), backend.accessKey(), new Secret(backend.secretKey())), Telemetry.forTests());
        storage.ensureBucket(bucket);
        return storage;
    }
}
