package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.fake.InMemoryWorkOrders;

class InMemoryWorkOrdersTest extends WorkOrdersContract {

    private final WorkOrders workOrders = new InMemoryWorkOrders();

    @Override
    protected WorkOrders workOrders() {
        return workOrders;
    }
}
