package dev.touchstone.mes.adapter.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.mes.application.port.in.ViewWorkOrders.Details;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.Money;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import java.util.List;
import java.util.Locale;

/** Work orders as operators get them. Amounts of money are strings, so that no reader takes them for binary floating point. */
final class WorkOrderJson {

    private WorkOrderJson() {}

    static ObjectNode page(List<WorkOrder> workOrders) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode array = json.putArray("workOrders");
        workOrders.forEach(workOrder -> array.add(summary(workOrder)));
        return json;
    }

    static ObjectNode details(Details details) {
        ObjectNode json = summary(details.workOrder());
        ArrayNode stages = json.putArray("stages");
        details.runs().forEach(run -> stages.add(stage(run)));
        return json;
    }

    private static ObjectNode summary(WorkOrder workOrder) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("orderId", workOrder.id().toString())
                .put("status", workOrder.status().name());
        workOrder.dueStage().ifPresent(stage -> json.put("stage", stage.label()));
        json.put("model", workOrder.commission().model().sha256())
                .put("metal", workOrder.commission().metal().value())
                .put("receivedAt", workOrder.commission().receivedAt().toString())
                .put("version", workOrder.version());
        workOrder.knownQuote().ifPresent(quote -> quote(json, quote));
        workOrder.knownToolpath().ifPresent(toolpath -> json.put("toolpath", toolpath.sha256()));
        if (workOrder instanceof RejectedWorkOrder rejected) {
            json.putObject("rejection")
                    .put("code", rejected.rejection().code().name())
                    .put("reason", rejected.rejection().reason());
        }
        return json;
    }

    private static void quote(ObjectNode json, Quote quote) {
        Part part = quote.part();
        json.put("facets", part.facets())
                .put("volumeCubicMillimetres", part.volumeCubicMillimetres())
                .put("areaSquareMillimetres", part.areaSquareMillimetres())
                .put("massGrams", quote.massGrams());
        json.set("boundingBox", box(part.boundingBox()));
        json.set("price", money(quote.price()));
    }

    private static ObjectNode box(BoundingBox box) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("minimum").add(box.minX()).add(box.minY()).add(box.minZ());
        json.putArray("maximum").add(box.maxX()).add(box.maxY()).add(box.maxZ());
        return json;
    }

    private static ObjectNode money(Money money) {
        return JsonNodeFactory.instance.objectNode()
                .put("amount", money.amount().toPlainString())
                .put("currency", money.currency().getCurrencyCode());
    }

    private static ObjectNode stage(StageRun run) {
        return JsonNodeFactory.instance.objectNode()
                .put("stage", run.stage().label())
                .put("startedAt", run.startedAt().toString())
                .put("finishedAt", run.finishedAt().toString())
                .put("outcome", run.outcome().name().toLowerCase(Locale.ROOT));
    }
}
