package dev.touchstone.crm.adapter.out.persistence;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static dev.touchstone.crm.domain.order.SampleOrders.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.OrdersContract;
import dev.touchstone.crm.domain.order.AcceptedOrder;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderStatus;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.crm.testing.CrmDatabase;
import dev.touchstone.crm.testing.ShopSchema;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.platform.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JdbiOrdersIT extends OrdersContract {
    private static ShopSchema shop;
    private static Database database;
    private static JdbiOrders orders;

    @BeforeAll
    static void openTheDatabase() {
        PostgresBackend backend = Backends.shared().shopDatabase();
        shop = ShopSchema.in(backend);
        database = CrmDatabase.in(backend);
        orders = new JdbiOrders(database.jdbi());
    }

    @AfterAll
    static void closeTheDatabase() {
        database.close();
    }

    @AfterEach
    void clearTheShop() {
        shop.clear();
    }

    @Override
    protected Orders orders() {
        return orders;
    }

    @Override
    protected void place(Order order) {
        shop.place(order);
    }

    @Test
    void letsOneOfManyReplacementsAtOnceWin() throws Exception {
        shop.place(order(1, OrderStatus.ACCEPTED));
        AcceptedOrder accepted = (AcceptedOrder) orders.find(id(1)).orElseThrow();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> attempts = IntStream.range(0, 4).mapToObj(second -> threads.submit(() -> {
                start.await();
                return orders.replace(accepted, accepted.approve(Instant.parse("2026-03-02T10:00:00Z").plusSeconds(second)), new UserId("mona"));
            })).toList();
            start.countDown();

            int won = 0;
            for (Future<Boolean> attempt : attempts) {
                won += attempt.get() ? 1 : 0;
            }
            assertThat(won).isEqualTo(1);
        }
        assertThat(orders.find(id(1)).orElseThrow().details().version()).isEqualTo(accepted.details().version() + 1);
    }

    @Test
    void knowsWhetherTheShopHasItsTablesInPlace() {
        assertThat(orders.areReadable()).isTrue();

        PostgresBackend empty = Backends.shared().shopDatabase();
        try (Database early = CrmDatabase.in(empty)) {
            JdbiOrders ordersToCome = new JdbiOrders(early.jdbi());
            assertThat(ordersToCome.areReadable()).isFalse();

            ShopSchema.in(empty);
            assertThat(ordersToCome.areReadable()).isTrue();
        }
    }
}
