package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.fake.InMemoryProductStore;

class InMemoryProductStoreTest extends ProductStoreContract {

    private final ProductStore products = new InMemoryProductStore();

    @Override
    protected ProductStore products() {
        return products;
    }
}
