package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.fake.InMemoryDiscards;

class InMemoryDiscardsTest extends DiscardsContract {

    private final Discards discards = new InMemoryDiscards();

    @Override
    protected Discards discards() {
        return discards;
    }
}
