package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.pricing.MetalCode;
import dev.touchstone.mes.domain.pricing.Money;
import dev.touchstone.mes.domain.pricing.Quote;
import dev.touchstone.mes.domain.workorder.CancelledWorkOrder;
import dev.touchstone.mes.domain.workorder.Commission;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.PricedWorkOrder;
import dev.touchstone.mes.domain.workorder.ProducedWorkOrder;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.RejectedWorkOrder;
import dev.touchstone.mes.domain.workorder.Rejection;
import dev.touchstone.mes.domain.workorder.RejectionCode;
import dev.touchstone.mes.domain.workorder.SlicingWorkOrder;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Between a work order and the columns of its row. */
final class WorkOrderRow {

    private WorkOrderRow() {}

    /** Every column's value by name; null where the state has none. */
    static Map<String, Object> columns(WorkOrder workOrder) {
        Commission commission = workOrder.commission();
        Optional<Quote> quote = workOrder.knownQuote();
        Optional<Part> part = quote.map(Quote::part);
        Optional<BoundingBox> box = part.map(Part::boundingBox);
        Optional<Rejection> rejection = workOrder instanceof RejectedWorkOrder rejected ? Optional.of(rejected.rejection()) : Optional.empty();
        Map<String, Object> columns = new HashMap<>();
        columns.put("order_id", commission.order().value());
        columns.put("model_sha256", commission.model().sha256());
        columns.put("metal", commission.metal().value());
        columns.put("received_at", commission.receivedAt().atOffset(ZoneOffset.UTC));
        columns.put("status", workOrder.status().name());
        columns.put("stage", workOrder.status() == WorkOrderStatus.IN_PRODUCTION ? workOrder.dueStage().map(Stage::name).orElseThrow() : null);
        columns.put("facets", part.map(Part::facets).orElse(null));
        columns.put("volume_mm3", part.map(Part::volumeCubicMillimetres).orElse(null));
        columns.put("area_mm2", part.map(Part::areaSquareMillimetres).orElse(null));
        columns.put("min_x_mm", box.map(BoundingBox::minX).orElse(null));
        columns.put("min_y_mm", box.map(BoundingBox::minY).orElse(null));
        columns.put("min_z_mm", box.map(BoundingBox::minZ).orElse(null));
        columns.put("max_x_mm", box.map(BoundingBox::maxX).orElse(null));
        columns.put("max_y_mm", box.map(BoundingBox::maxY).orElse(null));
        columns.put("max_z_mm", box.map(BoundingBox::maxZ).orElse(null));
        columns.put("mass_g", quote.map(Quote::massGrams).orElse(null));
        columns.put("price_amount", quote.map(Quote::price).map(Money::amount).orElse(null));
        columns.put("price_currency", quote.map(Quote::price).map(Money::currency).map(Currency::getCurrencyCode).orElse(null));
        columns.put("toolpath_sha256", workOrder.knownToolpath().map(ToolpathId::sha256).orElse(null));
        columns.put("rejection_code", rejection.map(Rejection::code).map(RejectionCode::name).orElse(null));
        columns.put("rejection_reason", rejection.map(Rejection::reason).orElse(null));
        columns.put("version", workOrder.version());
        return columns;
    }

    static WorkOrder read(ResultSet row) throws SQLException {
        Commission commission = new Commission(
                new OrderId(row.getObject("order_id", UUID.class)),
                new ModelId(row.getString("model_sha256")),
                new MetalCode(row.getString("metal")),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
        int version = row.getInt("version");
        return switch (WorkOrderStatus.valueOf(row.getString("status"))) {
            case RECEIVED -> new ReceivedWorkOrder(commission, version);
            case PRICED -> new PricedWorkOrder(commission, quote(row).orElseThrow(), version);
            case REJECTED -> new RejectedWorkOrder(commission,
                    new Rejection(RejectionCode.valueOf(row.getString("rejection_code")), row.getString("rejection_reason")), version);
            case IN_PRODUCTION -> inProduction(commission, row, version);
            case PRODUCED -> new ProducedWorkOrder(commission, quote(row).orElseThrow(), toolpath(row).orElseThrow(), version);
            case CANCELLED -> new CancelledWorkOrder(commission, quote(row), toolpath(row), version);
        };
    }

    private static WorkOrder inProduction(Commission commission, ResultSet row, int version) throws SQLException {
        Quote quote = quote(row).orElseThrow();
        Stage stage = Stage.valueOf(row.getString("stage"));
        return stage == Stage.SLICING
                ? new SlicingWorkOrder(commission, quote, version)
                : new MachiningWorkOrder(commission, quote, toolpath(row).orElseThrow(), stage, version);
    }

    private static Optional<Quote> quote(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("price_amount");
        if (amount == null) {
            return Optional.empty();
        }
        BoundingBox box = new BoundingBox(row.getDouble("min_x_mm"), row.getDouble("min_y_mm"), row.getDouble("min_z_mm"),
                row.getDouble("max_x_mm"), row.getDouble("max_y_mm"), row.getDouble("max_z_mm"));
        Part part = new Part(row.getLong("facets"), row.getDouble("volume_mm3"), row.getDouble("area_mm2"), box);
        Money price = new Money(amount, Currency.getInstance(row.getString("price_currency")));
        return Optional.of(new Quote(part, row.getBigDecimal("mass_g"), price));
    }

    private static Optional<ToolpathId> toolpath(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("toolpath_sha256")).map(ToolpathId::new);
    }
}
