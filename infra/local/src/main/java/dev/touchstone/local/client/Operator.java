package dev.touchstone.local.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An operator at mes-pipeline's API. */
public final class Operator {

    private static final String WORK_ORDERS = "/api/v1/work-orders";

    private final Api mes;
    private final URI address;

    Operator(Api mes, URI address) {
        this.mes = mes;
        this.address = address;
    }

    public WorkOrder workOrder(UUID orderId) {
        return WorkOrder.of(mes.get(WORK_ORDERS + "/" + orderId));
    }

    /** The newest work orders, at most so many. */
    public List<WorkOrder> workOrders(int limit) {
        return StreamSupport.stream(mes.get("%s?limit=%d".formatted(WORK_ORDERS, limit)).required("workOrders").spliterator(), false)
                .map(WorkOrder::of).toList();
    }

    /** Where an order's toolpath can be fetched with an operator's token. */
    public URI toolpathAddress(UUID orderId) {
        return address.resolve(toolpathPath(orderId));
    }

    public void downloadToolpath(UUID orderId, Path target) {
        mes.download(toolpathPath(orderId), target);
    }

    public void downloadModel(UUID orderId, Path target) {
        mes.download("%s/%s/model".formatted(WORK_ORDERS, orderId), target);
    }

    private static String toolpathPath(UUID orderId) {
        return "%s/%s/toolpath".formatted(WORK_ORDERS, orderId);
    }
}
