package dev.touchstone.shop.adapter.out.persistence;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.adapter.out.identity.TimeOrderedOrderIds;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.application.port.out.IdempotencyKeysContract;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.OrdersContract;
import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.application.port.out.PriceSightsContract;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.application.port.out.UnitOfWorkContract;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.application.port.out.UploadedModelsContract;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.Samples;
import dev.touchstone.shop.running.ShopDatabase;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PersistenceIT {
    private static ShopDatabase database;

    @BeforeAll
    static void open() {
        database = new ShopDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static Order givenIn(Jdbi jdbi, OrderId id, CustomerId customer, OrderStatus status) {
        JdbiOrders orders = new JdbiOrders(jdbi);
        orders.add((SubmittedOrder) Samples.order(id, customer, OrderStatus.SUBMITTED));
        Samples.wayTo(status).stream().skip(1).forEach(step -> assertThat(orders.advance(Samples.order(id, customer, step))).isTrue());
        return Samples.order(id, customer, status);
    }

    @Nested
    class JdbiOrdersTest extends OrdersContract {
        @Override
        protected Orders orders() {
            return new JdbiOrders(database.jdbi());
        }

        @Override
        protected Order given(CustomerId customer, OrderStatus status) {
            return givenIn(database.jdbi(), IDS.next(), customer, status);
        }
    }

    @Nested
    class JdbiIdempotencyKeysTest extends IdempotencyKeysContract {
        @Override
        protected IdempotencyKeys keys() {
            return new JdbiIdempotencyKeys(database.jdbi());
        }

        @Override
        protected Orders orders() {
            return new JdbiOrders(database.jdbi());
        }

        @Override
        protected UnitOfWork unitOfWork() {
            return new JdbiUnitOfWork(database.jdbi());
        }
    }

    @Nested
    class JdbiPriceSightsTest extends PriceSightsContract {
        @Override
        protected PriceSights sights() {
            return new JdbiPriceSights(database.jdbi());
        }

        @Override
        protected Order given(CustomerId customer, OrderStatus status) {
            return givenIn(database.jdbi(), new TimeOrderedOrderIds().next(), customer, status);
        }
    }

    @Nested
    class JdbiUploadedModelsTest extends UploadedModelsContract {
        @Override
        protected UploadedModels models() {
            return new JdbiUploadedModels(database.jdbi());
        }
    }

    @Nested
    class JdbiUnitOfWorkTest extends UnitOfWorkContract {
        @Override
        protected UnitOfWork unitOfWork() {
            return new JdbiUnitOfWork(database.jdbi());
        }

        @Override
        protected Orders orders() {
            return new JdbiOrders(database.jdbi());
        }
    }

    @Test
    void notesEveryTransitionWithWhereItCameFrom() {
        OrderId id = new TimeOrderedOrderIds().next();
        givenIn(database.jdbi(), id, ALICE, OrderStatus.CANCELLED);

        List<String> transitions = database.jdbi().withHandle(handle -> handle
                .createQuery("select concat_ws(' -> ', from_status, to_status) from order_transitions where order_id = :id order by at")
                .bind("id", id.value())
                .mapTo(String.class)
                .list());

        assertThat(transitions).containsExactly("SUBMITTED", "SUBMITTED -> PRICED", "PRICED -> CANCELLED");
    }

    @Test
    void findsAnOrderThatCrmApiMovedAlong() {
        OrderId id = new TimeOrderedOrderIds().next();
        givenIn(database.jdbi(), id, ALICE, OrderStatus.ACCEPTED);

        database.crm().useTransaction(handle -> {
            handle.execute("update shop.orders set status = 'APPROVED', version = version + 1, updated_at = ? where id = ? and version = 3", NOON.plusSeconds(180), id.value());
            handle.execute("insert into shop.order_transitions (order_id, from_status, to_status, at) values (?, 'ACCEPTED', 'APPROVED', ?)", id.value(), NOON.plusSeconds(180));
        });

        assertThat(new JdbiOrders(database.jdbi()).find(id)).contains(Samples.order(id, ALICE, OrderStatus.APPROVED));
    }

    @Test
    void letsNobodyChangeAStatusAndLeaveItOutOfTheHistory() {
        OrderId id = new TimeOrderedOrderIds().next();
        Order accepted = givenIn(database.jdbi(), id, ALICE, OrderStatus.ACCEPTED);

        assertThatThrownBy(() -> database.crm().useHandle(handle ->
                handle.execute("update shop.orders set status = 'APPROVED', version = version + 1 where id = ?", id.value())))
                .isInstanceOf(JdbiException.class).hasMessageContaining("status_is_in_history");
        assertThat(new JdbiOrders(database.jdbi()).find(id)).contains(accepted);
    }

    @Test
    void tellsAFaultOfOursFromADatabaseThatIsAway() {
        OrderId id = new TimeOrderedOrderIds().next();
        SubmittedOrder order = SubmittedOrder.place(new OrderDetails(id, ALICE, RING, SILVER), NOON);
        JdbiOrders orders = new JdbiOrders(database.jdbi());
        orders.add(order);
        JdbiOrders nowhere = new JdbiOrders(Jdbi.create("jdbc:postgresql://127.0.0.1:1/shop", "shop", "secret"));

        assertThatThrownBy(() -> orders.add(order)).isInstanceOfSatisfying(TechnicalFailure.class,
                failure -> assertThat(failure.code()).isEqualTo(Code.DATABASE_FAULT));
        assertThatThrownBy(() -> nowhere.find(id)).isInstanceOfSatisfying(TechnicalFailure.class,
                failure -> assertThat(failure.code()).isEqualTo(Code.DATABASE_UNAVAILABLE));
        assertThatThrownBy(() -> nowhere.advance(order.price(QUOTE, NOON))).isInstanceOf(TechnicalFailure.class);
    }

    @Test
    void readsAPageWithoutLookingAtEverybodysOrders() {
        List<String> plan = database.jdbi().inTransaction(handle -> {
            handle.execute("set local enable_seqscan = off"); // with a handful of rows the planner would rather read them all
            return handle.createQuery("explain " + OrderRow.SELECT + "where o.customer = 'alice' and o.id < :after order by o.id desc limit 50")
                    .bind("after", new TimeOrderedOrderIds().next().value())
                    .mapTo(String.class)
                    .list();
        });

        assertThat(plan).anyMatch(line -> line.contains("orders_of_customer")).noneMatch(line -> line.contains("Sort Key: o.id"));
    }
}
