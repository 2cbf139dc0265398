package dev.touchstone.shop.application.port.out;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.OrderStatus;
import dev.touchstone.shop.fakes.AtOnce;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public abstract class PriceSightsContract {
    /** Each one that is asked for knows only what those before it have stored, like a service that was started anew. */
    protected abstract PriceSights sights();

    protected abstract Order given(CustomerId customer, OrderStatus status);

    private List<OrderId> priced(int orders) {
        return Stream.generate(() -> given(ALICE, OrderStatus.PRICED).id()).limit(orders).toList();
    }

    @Test
    void tellsTheFirstSightOfEachOrderOnce() {
        List<OrderId> orders = priced(3);
        PriceSights sights = sights();

        assertThat(sights.add(orders.subList(0, 2), NOON)).containsExactlyInAnyOrderElementsOf(orders.subList(0, 2));
        assertThat(sights.add(orders.subList(0, 2), NOON)).isEmpty();
        assertThat(sights.add(orders, NOON)).containsExactly(orders.get(2));
        assertThat(sights.add(List.of(orders.get(1)), NOON)).isEmpty();
    }

    @Test
    void remembersAcrossRestartsAndReplicas() {
        List<OrderId> orders = priced(2);
        sights().add(orders.subList(0, 1), NOON);

        assertThat(sights().add(orders, NOON.plusSeconds(1))).containsExactly(orders.get(1));
        assertThat(sights().add(orders, NOON.plusSeconds(2))).isEmpty();
    }

    @Test
    void letsOneOfManySightsAtOnceBeTheFirst() {
        List<OrderId> orders = priced(5);

        List<List<OrderId>> first = AtOnce.run(8, () -> sights().add(orders, NOON));

        assertThat(first.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(orders);
    }
}
