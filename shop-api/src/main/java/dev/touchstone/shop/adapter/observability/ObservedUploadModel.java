package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.UploadModel;

public final class ObservedUploadModel implements UploadModel {
    private final UploadModel uploadModel;
    private final PortObserver observer;

    public ObservedUploadModel(UploadModel uploadModel, PortObserver observer) {
        this.uploadModel = uploadModel;
        this.observer = observer;
    }

    @Override
    public Outcome upload(Command command) {
        return observer.call(ShopCall.UPLOAD_MODEL, () -> uploadModel.upload(command), Refused.class::isInstance);
    }
}
