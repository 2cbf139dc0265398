package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.domain.order.OrderId;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.Rejection;
import java.time.Instant;

public final class ObservedFollowConveyor implements FollowConveyor {
    private final FollowConveyor followConveyor;
    private final PortObserver observer;

    public ObservedFollowConveyor(FollowConveyor followConveyor, PortObserver observer) {
        this.followConveyor = followConveyor;
        this.observer = observer;
    }

    @Override
    public Outcome priced(OrderId order, Quote quote, Instant at) {
        return observer.call(ShopCall.FOLLOW_PRICED, () -> followConveyor.priced(order, quote, at), Refused.class::isInstance);
    }

    @Override
    public Outcome rejected(OrderId order, Rejection rejection, Instant at) {
        return observer.call(ShopCall.FOLLOW_REJECTED, () -> followConveyor.rejected(order, rejection, at), Refused.class::isInstance);
    }

    @Override
    public Outcome productionStarted(OrderId order, Instant at) {
        return observer.call(ShopCall.FOLLOW_PRODUCTION_STARTED, () -> followConveyor.productionStarted(order, at), Refused.class::isInstance);
    }

    @Override
    public Outcome productionFinished(OrderId order, Instant at) {
        return observer.call(ShopCall.FOLLOW_PRODUCTION_FINISHED, () -> followConveyor.productionFinished(order, at), Refused.class::isInstance);
    }
}
