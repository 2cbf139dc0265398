package dev.touchstone.shop.application.port.out;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.QUOTE;
import static dev.touchstone.shop.fakes.Samples.RING;
import static dev.touchstone.shop.fakes.Samples.SILVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.domain.order.OrderDetails;
import dev.touchstone.shop.domain.order.PricedOrder;
import dev.touchstone.shop.domain.order.SubmittedOrder;
import dev.touchstone.shop.fakes.SequentialOrderIds;
import org.junit.jupiter.api.Test;

public abstract class UnitOfWorkContract {
    private static final SequentialOrderIds IDS = new SequentialOrderIds();

    private final SubmittedOrder order = SubmittedOrder.place(new OrderDetails(IDS.next(), ALICE, RING, SILVER), NOON);

    protected abstract UnitOfWork unitOfWork();

    protected abstract Orders orders();

    @Test
    void keepsAllThatWasWritten() {
        PricedOrder priced = order.price(QUOTE, NOON.plusSeconds(1));

        String result = unitOfWork().execute(() -> {
            orders().add(order);
            orders().advance(priced);
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(orders().find(order.id())).contains(priced);
    }

    @Test
    void showsWhatWasWrittenWithinTheUnit() {
        assertThat(unitOfWork().execute(() -> {
            orders().add(order);
            return orders().find(order.id());
        })).contains(order);
    }

    @Test
    void keepsNothingAfterAnExceptionAndLetsItOutAsItIs() {
        IllegalStateException failure = new IllegalStateException("midway");

        assertThatThrownBy(() -> unitOfWork().execute(() -> {
            orders().add(order);
            throw failure;
        })).isSameAs(failure);
        assertThat(orders().find(order.id())).isEmpty();
    }

    @Test
    void joinsAUnitAroundIt() {
        assertThatThrownBy(() -> unitOfWork().execute(() -> {
            unitOfWork().execute(() -> {
                orders().add(order);
                return "inner";
            });
            throw new IllegalStateException("outer");
        })).hasMessage("outer");
        assertThat(orders().find(order.id())).isEmpty();
    }
}
