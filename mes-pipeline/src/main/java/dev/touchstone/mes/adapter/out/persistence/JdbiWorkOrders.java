package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ReceivedWorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrder;
import dev.touchstone.mes.domain.workorder.WorkOrderStatus;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

public final class JdbiWorkOrders implements WorkOrders {

    private static final String INSERT = """
            insert into work_orders (order_id, model_sha256, metal, status, version, received_at)
            values (:order_id, :model_sha256, :metal, :status, :version, :received_at)
            on conflict (order_id) do nothing""";

    // What the customer ordered never changes and is left out.
    private static final String UPDATE = """
            update work_orders set status = :status, stage = :stage, facets = :facets, volume_mm3 = :volume_mm3, area_mm2 = :area_mm2,
                   min_x_mm = :min_x_mm, min_y_mm = :min_y_mm, min_z_mm = :min_z_mm,
                   max_x_mm = :max_x_mm, max_y_mm = :max_y_mm, max_z_mm = :max_z_mm, mass_g = :mass_g, price_amount = :price_amount, price_currency = :price_currency,
                   toolpath_sha256 = :toolpath_sha256, rejection_code = :rejection_code, rejection_reason = :rejection_reason,
                   version = version + 1, updated_at = now()
            where order_id = :order_id and version = :version""";

    private static final String FIND = "select * from work_orders where order_id = :order_id";

    // The casts give PostgreSQL the type of a parameter that is null.
    private static final String LIST = """
            select * from work_orders
            where (cast(:status as text) is null or status = :status) and (cast(:after as uuid) is null or order_id < cast(:after as uuid))
            order by order_id desc
            limit :limit""";

    private final Jdbi jdbi;

    public JdbiWorkOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(ReceivedWorkOrder workOrder) {
        return jdbi.withHandle(handle -> handle.createUpdate(INSERT).bindMap(WorkOrderRow.columns(workOrder)).execute()) == 1;
    }

    @Override
    public void save(WorkOrder workOrder) {
        int changed = jdbi.withHandle(handle -> handle.createUpdate(UPDATE).bindMap(WorkOrderRow.columns(workOrder)).execute());
        if (changed == 0) {
            throw new TechnicalFailure(TechnicalFailure.Code.WORK_ORDER_CHANGED,
                    "work order " + workOrder.id() + " is no longer at version " + workOrder.version());
        }
    }

    @Override
    public Optional<WorkOrder> find(OrderId order) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("order_id", order.value())
                .map((row, _) -> WorkOrderRow.read(row))
                .findOne());
    }

    @Override
    public List<WorkOrder> list(Optional<WorkOrderStatus> status, Optional<OrderId> after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(LIST)
                .bind("status", status.map(WorkOrderStatus::name).orElse(null))
                .bind("after", after.map(OrderId::value).orElse(null))
                .bind("limit", limit)
                .map((row, _) -> WorkOrderRow.read(row))
                .list());
    }
}
