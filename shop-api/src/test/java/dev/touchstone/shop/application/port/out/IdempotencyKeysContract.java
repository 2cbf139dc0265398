package dev.touchstone.shop.application.port.out;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.IdempotencyKey;
import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.AtOnce;
import dev.touchstone.shop.fakes.SequentialOrderIds;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

public abstract class IdempotencyKeysContract {
    private static final SequentialOrderIds IDS = new SequentialOrderIds();
    private static final AtomicInteger KEYS = new AtomicInteger();

    private final IdempotencyKey key = new IdempotencyKey("key-" + KEYS.incrementAndGet());

    protected abstract IdempotencyKeys keys();

    protected abstract Orders orders();

    protected abstract UnitOfWork unitOfWork();

    @Test
    void knowsNoKeyBeforeItIsClaimed() {
        assertThat(keys().find(ALICE, key)).isEmpty();
    }

    @Test
    void givesTheKeyToTheFirstOrder() {
        OrderId first = IDS.next();

        assertThat(place(ALICE, first)).isEqualTo(first);
        assertThat(keys().find(ALICE, key)).contains(first);
    }

    @Test
    void tellsALaterOrderWhoHoldsTheKey() {
        OrderId first = IDS.next();
        place(ALICE, first);

        assertThat(place(ALICE, IDS.next())).isEqualTo(first);
        assertThat(keys().find(ALICE, key)).contains(first);
    }

    @Test
    void keepsTheKeysOfCustomersApart() {
        place(ALICE, IDS.next());
        OrderId bobs = IDS.next();

        assertThat(keys().find(BOB, key)).isEmpty();
        assertThat(place(BOB, bobs)).isEqualTo(bobs);
    }

    @Test
    void freesTheKeyWhenTheUnitOfWorkFails() {
        assertThatThrownBy(() -> unitOfWork().execute(() -> {
            keys().claim(ALICE, key, IDS.next());
            throw new IllegalStateException("after the claim");
        })).hasMessage("after the claim");
        OrderId second = IDS.next();

        assertThat(place(ALICE, second)).isEqualTo(second);
    }

    @Test
    void givesTheKeyToOneOfManyThatClaimItAtOnce() {
        List<OrderId> holders = AtOnce.run(8, () -> place(ALICE, IDS.next()));

        assertThat(holders).containsOnly(holders.getFirst());
        assertThat(orders().find(holders.getFirst())).isPresent();
    }

    /** Claims and, when the key was free, adds the order: an order that holds a key exists. */
    private OrderId place(CustomerId customer, OrderId order) {
        return unitOfWork().execute(() -> {
            OrderId holder = keys().claim(customer, key, order);
            if (holder.equals(order)) {
                orders().add(SubmittedOrder.place(new OrderDetails(order, customer, RING, SILVER), NOON));
            }
            return holder;
        });
    }
}
