package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.out.ModelSpool;
import java.io.InputStream;
import java.util.function.Function;

public final class ObservedModelSpool implements ModelSpool {
    private final ModelSpool modelSpool;
    private final PortObserver observer;

    public ObservedModelSpool(ModelSpool modelSpool, PortObserver observer) {
        this.modelSpool = modelSpool;
        this.observer = observer;
    }

    @Override
    public <T> T spool(InputStream content, long limitBytes, Function<Spooled, T> use) {
        return observer.call(ShopCall.SPOOL_MODEL, () -> modelSpool.spool(content, limitBytes, use));
    }
}
