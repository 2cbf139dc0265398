package dev.touchstone.shop.fakes;

import static dev.touchstone.shop.fakes.Samples.NOON;
import static dev.touchstone.shop.fakes.Samples.OFFERED;

import dev.touchstone.shop.application.port.in.AcceptPrice;
import dev.touchstone.shop.application.port.in.CancelOrder;
import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.application.port.in.PlaceOrder;
import dev.touchstone.shop.application.port.in.UploadModel;
import dev.touchstone.shop.application.port.in.ViewOrders;
import dev.touchstone.shop.application.service.AcceptPriceService;
import dev.touchstone.shop.application.service.CancelOrderService;
import dev.touchstone.shop.application.service.FollowConveyorService;
import dev.touchstone.shop.application.service.PlaceOrderService;
import dev.touchstone.shop.application.service.UploadModelService;
import dev.touchstone.shop.application.service.ViewOrdersService;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import java.time.Clock;
import java.time.ZoneOffset;

/** The application on fakes; the clock stands at noon plus ten minutes. */
public final class FakeShop {
    public static final Clock CLOCK = Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC);

    public final InMemoryOrders orders = new InMemoryOrders();
    public final InMemoryIdempotencyKeys keys = new InMemoryIdempotencyKeys();
    public final InMemoryUploadedModels models = new InMemoryUploadedModels();
    public final InMemoryModelStore store = new InMemoryModelStore();
    public final RecordedOrderEvents events = new RecordedOrderEvents();
    public final InMemoryPriceSights sights = new InMemoryPriceSights();
    public final SequentialOrderIds ids = new SequentialOrderIds();
    public final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(orders, keys, models, events);

    public final UploadModel uploadModel = new UploadModelService(new InMemoryModelSpool(), store, models, unitOfWork, CLOCK);
    public final PlaceOrder placeOrder = new PlaceOrderService(orders, ids, keys, models, OFFERED, events, unitOfWork, CLOCK);
    public final AcceptPrice acceptPrice = new AcceptPriceService(orders, events, unitOfWork, CLOCK);
    public final CancelOrder cancelOrder = new CancelOrderService(orders, events, unitOfWork, CLOCK);
    public final ViewOrders viewOrders = new ViewOrdersService(orders);
    public final FollowConveyor followConveyor = new FollowConveyorService(orders, unitOfWork);

    public Order given(CustomerId customer, OrderStatus status) {
        Order order = Samples.order(ids.next(), customer, status);
        orders.put(order);
        return order;
    }

    public void givenModel(CustomerId customer, ModelId model) {
        models.add(customer, new Model(model, 84), NOON);
    }
}
