package dev.touchstone.crm.adapter.out.persistence;

import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderDetails;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.order.Price;
import dev.touchstone.crm.domain.order.Quote;
import dev.touchstone.crm.domain.order.Rejection;
import dev.touchstone.crm.domain.order.StatusChange;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** An order as the shop database tells it, with its history, which the same statement reads so that both are of one moment. */
final class OrderRow implements RowMapper<Order> {
    static final String SELECT = """
            select o.id, o.status, o.version, o.customer, o.model_sha256, o.metal,
                   o.price_amount, o.price_currency, o.volume_mm3, o.mass_g, o.rejection_code, o.rejection_reason,
                   o.created_at, o.updated_at, history.statuses, history.times
            from shop.orders o cross join lateral (
                select array_agg(t.to_status order by t.to_status) statuses, array_agg(t.at order by t.to_status) times
                from shop.order_transitions t where t.order_id = o.id) history
            """;

    @Override
    public Order map(ResultSet row, StatementContext context) throws SQLException {
        return Order.of(OrderStatus.valueOf(row.getString("status")), new OrderDetails(
                new OrderId(row.getObject("id", UUID.class)),
                row.getInt("version"),
                row.getString("customer"),
                row.getString("model_sha256"),
                row.getString("metal"),
                quote(row),
                rejection(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                history(row)));
    }

    private static Optional<Quote> quote(ResultSet row) throws SQLException {
        BigDecimal amount = row.getBigDecimal("price_amount");
        if (amount == null) {
            return Optional.empty();
        }
        Price price = new Price(amount, Currency.getInstance(row.getString("price_currency")));
        return Optional.of(new Quote(price, row.getDouble("volume_mm3"), row.getDouble("mass_g")));
    }

    private static Optional<Rejection> rejection(ResultSet row) throws SQLException {
        String code = row.getString("rejection_code");
        return code == null ? Optional.empty() : Optional.of(new Rejection(code, row.getString("rejection_reason")));
    }

    private static List<StatusChange> history(ResultSet row) throws SQLException {
        String[] statuses = (String[]) row.getArray("statuses").getArray();
        Timestamp[] times = (Timestamp[]) row.getArray("times").getArray();
        List<StatusChange> history = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            history.add(new StatusChange(OrderStatus.valueOf(statuses[i]), times[i].toInstant()));
        }
        // The times are of several services' clocks; the statuses, which never go back, tell the order for sure.
        history.sort(Comparator.comparing(StatusChange::status));
        return history;
    }
}
