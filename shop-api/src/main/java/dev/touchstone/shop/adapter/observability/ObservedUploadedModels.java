package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import java.time.Instant;

public final class ObservedUploadedModels implements UploadedModels {
    private final UploadedModels uploadedModels;
    private final PortObserver observer;

    public ObservedUploadedModels(UploadedModels uploadedModels, PortObserver observer) {
        this.uploadedModels = uploadedModels;
        this.observer = observer;
    }

    @Override
    public boolean add(CustomerId customer, Model model, Instant at) {
        return observer.call(ShopCall.ADD_UPLOADED_MODEL, () -> uploadedModels.add(customer, model, at));
    }

    @Override
    public boolean contain(CustomerId customer, ModelId model) {
        return observer.call(ShopCall.FIND_UPLOADED_MODEL, () -> uploadedModels.contain(customer, model));
    }
}
