package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.in.StoreScan;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedStoreScan implements StoreScan {

    private final StoreScan storeScan;
    private final PortObserver observer;

    public ObservedStoreScan(StoreScan storeScan, PortObserver observer) {
        this.storeScan = storeScan;
        this.observer = observer;
    }

    @Override
    public Outcome store(Command command) {
        return observer.call(MesCall.STORE_SCAN, () -> storeScan.store(command), Refused.class::isInstance);
    }
}
