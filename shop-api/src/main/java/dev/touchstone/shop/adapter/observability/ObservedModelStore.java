package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.domain.model.Model;
import java.nio.file.Path;

public final class ObservedModelStore implements ModelStore {
    private final ModelStore modelStore;
    private final PortObserver observer;

    public ObservedModelStore(ModelStore modelStore, PortObserver observer) {
        this.modelStore = modelStore;
        this.observer = observer;
    }

    @Override
    public boolean put(Model model, Path file) {
        return observer.call(ShopCall.PUT_MODEL, () -> modelStore.put(model, file));
    }
}
