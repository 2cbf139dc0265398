package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.port.in.StoreScan;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.ProductStore.StoredScan;
import dev.touchstone.mes.application.port.out.WorkOrders;

public final class StoreScanService implements StoreScan {

    private final WorkOrders workOrders;
    private final ProductStore products;

    public StoreScanService(WorkOrders workOrders, ProductStore products) {
        this.workOrders = workOrders;
        this.products = products;
    }

    @Override
    public Outcome store(Command command) {
        if (workOrders.find(command.order()).isEmpty()) {
            return new UnknownWorkOrder();
        }
        StoredScan stored = products.storeScan(command.order(), command.scan());
        return new Stored(stored.id(), stored.anew());
    }
}
