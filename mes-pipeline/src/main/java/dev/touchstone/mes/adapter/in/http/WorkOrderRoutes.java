package dev.touchstone.mes.adapter.in.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.mes.application.port.in.StoreScan;
import dev.touchstone.mes.application.port.in.StoreScan.Stored;
import dev.touchstone.mes.application.port.in.StoreScan.UnknownWorkOrder;
import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.application.port.in.ViewWorkOrders.Filter;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import dev.touchstone.platform.http.PathParameters;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.Problems;
import dev.touchstone.platform.http.QueryParameters;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.Role;
import dev.touchstone.platform.storage.TemporaryFiles;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** {@code /api/v1/work-orders}: what the workshop makes, for its operators and the managers. */
public final class WorkOrderRoutes implements HttpService {

    public static final String PATH = "/api/v1/work-orders";

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;

    private final ViewWorkOrders viewWorkOrders;
    private final StoreScan storeScan;
    private final long scanLimitBytes;
    private final TemporaryFiles temporaryFiles;

    public WorkOrderRoutes(ViewWorkOrders viewWorkOrders, StoreScan storeScan, long scanLimitBytes, TemporaryFiles temporaryFiles) {
        this.viewWorkOrders = viewWorkOrders;
        this.storeScan = storeScan;
        this.scanLimitBytes = scanLimitBytes;
        this.temporaryFiles = temporaryFiles;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/", staff(this::list))
                .get("/{id}", staff(this::view))
                .get("/{id}/model", staff(this::model))
                .get("/{id}/toolpath", staff(this::toolpath))
                .post("/{id}/scan", staff(this::scan));
    }

    private static Handler staff(Handler handler) {
        return (request, response) -> {
            Authentication.require(request, Role.OPERATOR, Role.MANAGER);
            handler.handle(request, response);
        };
    }

    private void list(ServerRequest request, ServerResponse response) {
        Filter filter = QueryParameters.read(request, query -> new Filter(
                query.constant("status", WorkOrderStatus.class),
                query.uuid("after").map(OrderId::new),
                query.integer("limit", 1, LARGEST_LIMIT, DEFAULT_LIMIT)));
        response.send(WorkOrderJson.page(viewWorkOrders.list(filter)));
    }

    private void view(ServerRequest request, ServerResponse response) {
        OrderId order = order(request);
        viewWorkOrders.find(order).ifPresentOrElse(
                details -> response.send(WorkOrderJson.details(details)),
                () -> Problems.send(request, response, unknown(order)));
    }

    private void model(ServerRequest request, ServerResponse response) {
        OrderId order = order(request);
        Optional<Long> sent = viewWorkOrders.readModel(order, content -> send(response, "model/stl", order + ".stl", content));
        if (sent.isEmpty()) {
            Problems.send(request, response, unknown(order));
        }
    }

    private void toolpath(ServerRequest request, ServerResponse response) {
        OrderId order = order(request);
        Optional<Long> sent = viewWorkOrders.readToolpath(order, content -> send(response, "text/x.gcode", order + ".gcode", content));
        if (sent.isEmpty()) {
            Problems.send(request, response, viewWorkOrders.find(order).isEmpty() ? unknown(order) : Problem.of(Status.NOT_FOUND_404,
                    "toolpath-not-found", "Toolpath not found", "Order " + order + " has not been sliced."));
        }
    }

    private void scan(ServerRequest request, ServerResponse response) throws IOException {
        OrderId order = order(request);
        try (ScanUpload upload = ScanUpload.receive(request, scanLimitBytes, temporaryFiles)) {
            switch (storeScan.store(new StoreScan.Command(order, upload.file()))) {
                case Stored stored -> response
                        .status(stored.anew() ? Status.CREATED_201 : Status.OK_200)
                        .send(JsonNodeFactory.instance.objectNode().put("scan", stored.scan().sha256()).put("bytes", upload.bytes()));
                case UnknownWorkOrder _ -> Problems.send(request, response, unknown(order));
            }
        }
    }

    /** The stream is closed only when all went well: an end that was not reached must not look like one. */
    private static long send(ServerResponse response, String type, String name, InputStream content) throws IOException {
        response.header(HeaderNames.CONTENT_TYPE, type)
                .header(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        OutputStream out = response.outputStream();
        long bytes = content.transferTo(out);
        out.close();
        return bytes;
    }

    /** Orders are named by UUIDs, so nothing else can be found. */
    private static OrderId order(ServerRequest request) {
        return new OrderId(PathParameters.uuid(request, "id",
                Problem.of(Status.NOT_FOUND_404, "work-order-not-found", "Work order not found", "An order's id is a UUID.")));
    }

    private static Problem unknown(OrderId order) {
        return Problem.of(Status.NOT_FOUND_404, "work-order-not-found", "Work order not found", "There is no work order for order " + order + ".");
    }
}
