package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.application.port.out.IdempotencyKeysContract;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.application.port.out.ModelSpoolContract;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.application.port.out.ModelStoreContract;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.OrdersContract;
import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.application.port.out.PriceSightsContract;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.application.port.out.UnitOfWorkContract;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.application.port.out.UploadedModelsContract;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.OrderStatus;
import org.junit.jupiter.api.Nested;

/** The fakes keep the contracts of what they stand for, so that what is tested on them holds. */
class FakesTest {
    private final FakeShop shop = new FakeShop();

    @Nested
    class InMemoryOrdersTest extends OrdersContract {
        @Override
        protected Orders orders() {
            return shop.orders;
        }

        @Override
        protected Order given(CustomerId customer, OrderStatus status) {
            Order order = Samples.order(IDS.next(), customer, status);
            shop.orders.put(order);
            return order;
        }
    }

    @Nested
    class InMemoryIdempotencyKeysTest extends IdempotencyKeysContract {
        @Override
        protected IdempotencyKeys keys() {
            return shop.keys;
        }

        @Override
        protected Orders orders() {
            return shop.orders;
        }

        @Override
        protected UnitOfWork unitOfWork() {
            return shop.unitOfWork;
        }
    }

    @Nested
    class InMemoryPriceSightsTest extends PriceSightsContract {
        @Override
        protected PriceSights sights() {
            return shop.sights;
        }

        @Override
        protected Order given(CustomerId customer, OrderStatus status) {
            return shop.given(customer, status);
        }
    }

    @Nested
    class InMemoryUploadedModelsTest extends UploadedModelsContract {
        @Override
        protected UploadedModels models() {
            return shop.models;
        }
    }

    @Nested
    class InMemoryUnitOfWorkTest extends UnitOfWorkContract {
        @Override
        protected UnitOfWork unitOfWork() {
            return shop.unitOfWork;
        }

        @Override
        protected Orders orders() {
            return shop.orders;
        }
    }

    @Nested
    class InMemoryModelSpoolTest extends ModelSpoolContract {
        @Override
        protected ModelSpool spool() {
            return new InMemoryModelSpool();
        }
    }

    @Nested
    class InMemoryModelStoreTest extends ModelStoreContract {
        @Override
        protected ModelStore store() {
            return shop.store;
        }

        @Override
        protected byte[] kept(ModelId id) {
            return shop.store.files().get(id);
        }
    }
}
