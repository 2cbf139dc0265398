package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.fake.InMemoryModelStore;

class InMemoryModelStoreTest extends ModelStoreContract {

    private final InMemoryModelStore models = new InMemoryModelStore();

    @Override
    protected ModelStore models() {
        return models;
    }

    @Override
    protected ModelId upload(byte[] content) {
        return models.put(content);
    }
}
