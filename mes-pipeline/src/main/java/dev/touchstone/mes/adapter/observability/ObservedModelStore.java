package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedModelStore implements ModelStore {

    private final ModelStore modelStore;
    private final PortObserver observer;

    public ObservedModelStore(ModelStore modelStore, PortObserver observer) {
        this.modelStore = modelStore;
        this.observer = observer;
    }

    @Override
    public long size(ModelId model) {
        return observer.call(MesCall.MODEL_SIZE, () -> modelStore.size(model));
    }

    @Override
    public <T> T read(ModelId model, ContentReader<T> reader) {
        return observer.call(MesCall.READ_MODEL, () -> modelStore.read(model, reader));
    }
}
