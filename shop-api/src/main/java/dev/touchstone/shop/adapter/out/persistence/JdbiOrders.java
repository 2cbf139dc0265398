package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderPage;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.Progress;
import dev.touchstone.shop.domain.order.QuotedOrder;
import dev.touchstone.shop.domain.order.RejectedOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** Orders with their history. An order and its newest transition are written by one statement, so that they can't part. */
public final class JdbiOrders implements Orders {
    private final Jdbi jdbi;

    public JdbiOrders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(SubmittedOrder order) {
        Statements.run(() -> jdbi.withHandle(handle -> newest(order.progress(), handle
                .createUpdate("""
                        with placed as (
                            insert into orders (id, customer, model_sha256, metal, status, version, created_at, updated_at)
                            values (:id, :customer, :model, :metal, :status, :version, :at, :at)
                            returning id)
                        insert into order_transitions (order_id, from_status, to_status, at)
                        select id, :from, :status, :at from placed
                        """))
                .bind("id", order.id().value())
                .bind("customer", order.details().customer().value())
                .bind("model", order.details().model().sha256())
                .bind("metal", order.details().metal().name())
                .execute()));
    }

    @Override
    public boolean advance(Order order) {
        return Statements.run(() -> jdbi.withHandle(handle -> findings(order, newest(order.progress(), handle
                .createUpdate("""
                        with moved as (
                            update orders set status = :status, version = :version, updated_at = :at,
                                price_amount = :amount, price_currency = :currency, volume_mm3 = :volume, mass_g = :mass,
                                rejection_code = :code, rejection_reason = :reason
                            where id = :id and version = :read
                            returning id)
                        insert into order_transitions (order_id, from_status, to_status, at)
                        select id, :from, :status, :at from moved
                        """)))
                .bind("id", order.id().value())
                .bind("read", order.progress().version().previous().number())
                .execute() == 1));
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
    public List<Order> of(CustomerId customer, OrderPage page) {
        String where = "where o.customer = :customer"
                + (page.status().isPresent() ? " and o.status = :status" : "")
                + (page.after().isPresent() ? " and o.id < :after" : "");
        return Statements.run(() -> jdbi.withHandle(handle -> {
            Query query = handle.createQuery(OrderRow.SELECT + where + " order by o.id desc limit :limit")
                    .bind("customer", customer.value())
                    .bind("limit", page.limit());
            page.status().ifPresent(status -> query.bind("status", status.name()));
            page.after().ifPresent(after -> query.bind("after", after.value()));
            return query.map(new OrderRow()).list();
        }));
    }

    private static <S extends SqlStatement<S>> S newest(Progress progress, S statement) {
        return statement
                .bind("from", progress.previousStatus().map(OrderStatus::name).orElse(null))
                .bind("status", progress.status().name())
                .bind("version", progress.version().number())
                .bind("at", progress.updatedAt());
    }

    /** What the conveyor found: a quote, a reason to reject, or nothing yet. */
    private static <S extends SqlStatement<S>> S findings(Order order, S statement) {
        QuotedOrder quoted = order instanceof QuotedOrder priced ? priced : null;
        RejectedOrder rejected = order instanceof RejectedOrder refused ? refused : null;
        return statement
                .bind("amount", quoted == null ? null : quoted.quote().price().amount())
                .bind("currency", quoted == null ? null : quoted.quote().price().currency().getCurrencyCode())
                .bind("volume", quoted == null ? null : (Double) quoted.quote().volumeCubicMillimetres())
                .bind("mass", quoted == null ? null : (Double) quoted.quote().massGrams())
                .bind("code", rejected == null ? null : rejected.rejection().code())
                .bind("reason", rejected == null ? null : rejected.rejection().reason());
    }
}
