package dev.touchstone.local.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** An operator at mes-pipeline's API. */
public final class Operator {

    private static final String WORK_ORDERS = "/api/v1/work-orders";
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";

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

    /**
     * What could not be handled, by queue, the longest dead first.
     *
     * @param queue all queues when left out
     * @param limit at most so many letters of each queue, 1 to 200
     */
    public List<DeadLetters> deadLetters(Optional<String> queue, int limit) {
        String path = "%s?limit=%d%s".formatted(DEAD_LETTERS, limit, queue.map(name -> "&queue=" + encoded(name)).orElse(""));
        return StreamSupport.stream(mes.get(path).required("queues").spliterator(), false).map(DeadLetters::of).toList();
    }

    /** Sends dead letters back to their queue: one, or all that are there; returns how many. */
    public int replay(String queue, Optional<String> id) {
        return mes.post("%s/%s/replay%s".formatted(DEAD_LETTERS, encoded(queue), id.map(one -> "?id=" + encoded(one)).orElse("")))
                .required("replayed").asInt();
    }

    /** Removes a dead letter for good; the reason is kept. Repeating it changes nothing. */
    public void discard(String queue, String id, String reason) {
        mes.send("DELETE", "%s/%s/%s?reason=%s".formatted(DEAD_LETTERS, encoded(queue), encoded(id), encoded(reason)), BodyPublishers.noBody());
    }

    /** As a part of a path or of a query. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String toolpathPath(UUID orderId) {
        return "%s/%s/toolpath".formatted(WORK_ORDERS, orderId);
    }
}
