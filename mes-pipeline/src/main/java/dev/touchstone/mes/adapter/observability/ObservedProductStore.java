package dev.touchstone.mes.adapter.observability;

import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.content.ContentWriter;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.observability.port.PortObserver;
import java.nio.file.Path;

public final class ObservedProductStore implements ProductStore {

    private final ProductStore productStore;
    private final PortObserver observer;

    public ObservedProductStore(ProductStore productStore, PortObserver observer) {
        this.productStore = productStore;
        this.observer = observer;
    }

    @Override
    public ToolpathId storeToolpath(ContentWriter writer) {
        return observer.call(MesCall.STORE_TOOLPATH, () -> productStore.storeToolpath(writer));
    }

    @Override
    public <T> T readToolpath(ToolpathId toolpath, ContentReader<T> reader) {
        return observer.call(MesCall.READ_TOOLPATH, () -> productStore.readToolpath(toolpath, reader));
    }

    @Override
    public StoredScan storeScan(OrderId order, Path scan) {
        return observer.call(MesCall.STORE_SCAN_FILE, () -> productStore.storeScan(order, scan));
    }
}
