package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.AcceptedOrder;
import dev.touchstone.shop.domain.order.ApprovedOrder;
import dev.touchstone.shop.domain.order.CancelledOrder;
import dev.touchstone.shop.domain.order.ClosedOrder;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.InProductionOrder;
import dev.touchstone.shop.domain.order.Metal;
import dev.touchstone.shop.domain.order.Milestone;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Price;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.ProducedOrder;
import dev.touchstone.shop.domain.order.Progress;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.RejectedOrder;
import dev.touchstone.shop.domain.order.Rejection;
import dev.touchstone.shop.domain.order.ShippedOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.domain.order.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** An order and its history, read by one statement so that both are of one moment. */
final class OrderRow implements RowMapper<Order> {
    static final String SELECT = """
            select o.id, o.customer, o.model_sha256, o.metal, o.status, o.version,
                   o.price_amount, o.price_currency, o.volume_mm3, o.mass_g, o.rejection_code, o.rejection_reason,
                   history.statuses, history.times
            from orders o cross join lateral (
                select array_agg(t.to_status order by t.to_status) statuses, array_agg(t.at order by t.to_status) times
                from order_transitions t where t.order_id = o.id) history
            """;

    @Override
    public Order map(ResultSet row, StatementContext context) throws SQLException {
        OrderDetails details = new OrderDetails(
                new OrderId(row.getObject("id", UUID.class)),
                new CustomerId(row.getString("customer")),
                new ModelId(row.getString("model_sha256")),
                new Metal(row.getString("metal")));
        Progress progress = new Progress(new Version(row.getInt("version")), milestones(row));
        return switch (OrderStatus.valueOf(row.getString("status"))) {
            case SUBMITTED -> new SubmittedOrder(details, progress);
            case PRICED -> new PricedOrder(details, quote(row), progress);
            case REJECTED -> new RejectedOrder(details, rejection(row), progress);
            case ACCEPTED -> new AcceptedOrder(details, quote(row), progress);
            case APPROVED -> new ApprovedOrder(details, quote(row), progress);
            case IN_PRODUCTION -> new InProductionOrder(details, quote(row), progress);
            case PRODUCED -> new ProducedOrder(details, quote(row), progress);
            case SHIPPED -> new ShippedOrder(details, quote(row), progress);
            case CLOSED -> new ClosedOrder(details, quote(row), progress);
            case CANCELLED -> new CancelledOrder(details, quote(row), progress);
        };
    }

    private static Quote quote(ResultSet row) throws SQLException {
        Price price = new Price(row.getBigDecimal("price_amount"), Currency.getInstance(row.getString("price_currency")));
        return new Quote(price, row.getDouble("volume_mm3"), row.getDouble("mass_g"));
    }

    private static Rejection rejection(ResultSet row) throws SQLException {
        return new Rejection(row.getString("rejection_code"), row.getString("rejection_reason"));
    }

    private static List<Milestone> milestones(ResultSet row) throws SQLException {
        String[] statuses = (String[]) row.getArray("statuses").getArray();
        Timestamp[] times = (Timestamp[]) row.getArray("times").getArray();
        List<Milestone> milestones = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            milestones.add(new Milestone(OrderStatus.valueOf(statuses[i]), times[i].toInstant()));
        }
        return milestones;
    }
}
