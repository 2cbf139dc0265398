package dev.touchstone.crm.adapter.out.persistence;

import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderId;
import dev.touchstone.crm.domain.order.OrderPage;
import dev.touchstone.crm.domain.session.UserId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** The shop's own tables, within what it grants to the CRM's database role. */
public final class JdbiOrders implements Orders {
    private final Jdbi jdbi;

    public JdbiOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery(OrderRow.SELECT + "where o.id = :id")
                .bind("id", id.value())
                .map(new OrderRow())
                .findOne()));
    }

    @Override
    public List<Order> page(OrderPage page) {
        String where = "where true"
                + (page.status().isPresent() ? " and o.status = :status" : "")
                + (page.after().isPresent() ? " and o.id < :after" : "");
        return Statements.run(() -> jdbi.withHandle(handle -> {
            Query query = handle.createQuery(OrderRow.SELECT + where + " order by o.id desc limit :limit").bind("limit", page.limit());
            page.status().ifPresent(status -> query.bind("status", status.name()));
            page.after().ifPresent(after -> query.bind("after", after.value()));
            return query.map(new OrderRow()).list();
        }));
    }

    @Override
    public boolean replace(Order current, Order next, UserId by) {
        // One statement, so that status, history and who made it can't part even outside a transaction.
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createUpdate("""
                        with moved as (
                            update shop.orders set status = :to, version = :next, updated_at = :at
                            where id = :id and version = :current
                            returning id),
                        noted as (
                            insert into shop.order_transitions (order_id, from_status, to_status, at)
                            select id, :from, :to, :at from moved)
                        insert into decisions (order_id, status, decided_by, at)
                        select id, :to, :by, :at from moved
                        """)
                .bind("by", by.value())
                .bind("id", current.details().id().value())
                .bind("from", current.status().name())
                .bind("to", next.status().name())
                .bind("current", current.details().version())
                .bind("next", next.details().version())
                .bind("at", next.details().updatedAt())
                .execute() == 1));
    }

    /** Whether the shop has its tables in place and lets us read them. */
    public boolean areReadable() {
        try {
            return jdbi.withHandle(handle -> handle.createQuery(OrderRow.SELECT + "limit 0").map(new OrderRow()).list().isEmpty());
        } catch (JdbiException e) {
            return false;
        }
    }
}
