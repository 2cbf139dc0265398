package dev.touchstone.shop.bootstrap;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.platform.chaos.Chaos;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.database.InstanceProbe;
import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.platform.http.ServiceHost;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.TokenVerifier;
import dev.touchstone.platform.lifecycle.OpenParts;
import dev.touchstone.platform.messaging.BrokerConnection;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.platform.messaging.OutboxRelay;
import dev.touchstone.platform.messaging.QueueConsumer;
import dev.touchstone.platform.messaging.RetryPolicy;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.shop.adapter.in.http.ModelRoutes;
import dev.touchstone.shop.adapter.in.http.OrderRoutes;
import dev.touchstone.shop.adapter.in.http.TechnicalProblems;
import dev.touchstone.shop.adapter.in.messaging.ConveyorReports;
import dev.touchstone.shop.adapter.in.schedule.OrdersProbe;
import dev.touchstone.shop.adapter.observability.ObservedAcceptPrice;
import dev.touchstone.shop.adapter.observability.ObservedCancelOrder;
import dev.touchstone.shop.adapter.observability.ObservedCountOrders;
import dev.touchstone.shop.adapter.observability.ObservedFollowConveyor;
import dev.touchstone.shop.adapter.observability.ObservedIdempotencyKeys;
import dev.touchstone.shop.adapter.observability.ObservedModelSpool;
import dev.touchstone.shop.adapter.observability.ObservedModelStore;
import dev.touchstone.shop.adapter.observability.ObservedNoteShownPrices;
import dev.touchstone.shop.adapter.observability.ObservedOrderCounts;
import dev.touchstone.shop.adapter.observability.ObservedOrderEvents;
import dev.touchstone.shop.adapter.observability.ObservedOrderIds;
import dev.touchstone.shop.adapter.observability.ObservedOrders;
import dev.touchstone.shop.adapter.observability.ObservedPlaceOrder;
import dev.touchstone.shop.adapter.observability.ObservedPriceSights;
import dev.touchstone.shop.adapter.observability.ObservedUnitOfWork;
import dev.touchstone.shop.adapter.observability.ObservedUploadModel;
import dev.touchstone.shop.adapter.observability.ObservedUploadedModels;
import dev.touchstone.shop.adapter.observability.ObservedViewOrders;
import dev.touchstone.shop.adapter.observability.TimedOrders;
import dev.touchstone.shop.adapter.observability.TimedShownPrices;
import dev.touchstone.shop.adapter.out.identity.TimeOrderedOrderIds;
import dev.touchstone.shop.adapter.out.messaging.OutboxOrderEvents;
import dev.touchstone.shop.adapter.out.persistence.JdbiIdempotencyKeys;
import dev.touchstone.shop.adapter.out.persistence.JdbiOrderCounts;
import dev.touchstone.shop.adapter.out.persistence.JdbiOrders;
import dev.touchstone.shop.adapter.out.persistence.JdbiPriceSights;
import dev.touchstone.shop.adapter.out.persistence.JdbiUnitOfWork;
import dev.touchstone.shop.adapter.out.persistence.JdbiUploadedModels;
import dev.touchstone.shop.adapter.out.storage.MinioModelStore;
import dev.touchstone.shop.adapter.out.storage.TemporaryFileSpool;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.in.AcceptPrice;
import dev.touchstone.shop.application.port.in.CancelOrder;
import dev.touchstone.shop.application.port.in.CountOrders;
import dev.touchstone.shop.application.port.in.FollowConveyor;
import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.application.port.in.PlaceOrder;
import dev.touchstone.shop.application.port.in.UploadModel;
import dev.touchstone.shop.application.port.in.ViewOrders;
import dev.touchstone.shop.application.port.out.IdempotencyKeys;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.application.port.out.OrderCounts;
import dev.touchstone.shop.application.port.out.OrderEvents;
import dev.touchstone.shop.application.port.out.OrderIds;
import dev.touchstone.shop.application.port.out.Orders;
import dev.touchstone.shop.application.port.out.PriceSights;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.application.service.AcceptPriceService;
import dev.touchstone.shop.application.service.CancelOrderService;
import dev.touchstone.shop.application.service.CountOrdersService;
import dev.touchstone.shop.application.service.FollowConveyorService;
import dev.touchstone.shop.application.service.NoteShownPricesService;
import dev.touchstone.shop.application.service.PlaceOrderService;
import dev.touchstone.shop.application.service.UploadModelService;
import dev.touchstone.shop.application.service.ViewOrdersService;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** The whole service, put together; running from the moment it exists until it is closed. */
public final class Composition implements AutoCloseable {
    private static final String NAME = "shop-api";
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    /** How often Prometheus looks; to read more often would be for nobody. */
    private static final Duration SCRAPE = Duration.ofSeconds(5);

    private final OpenParts open = new OpenParts();
    private ServiceHost host;

    /** @throws RuntimeException when something that is needed can't be had; whatever was opened is closed again */
    public Composition(ShopConfig config, Telemetry telemetry, Clock time) {
        // The clock tells what PostgreSQL keeps, so that an answer and a later look agree.
        open.orClose(() -> assemble(config, telemetry, Clock.tick(time, MICROSECOND)));
    }

    private void assemble(ShopConfig config, Telemetry telemetry, Clock clock) {
        PortObserver observer = telemetry.portObserver();

        Database database = open.add(Database.open(config.database(), NAME, "shop", telemetry));
        ObjectStorage storage = open.add(new ObjectStorage(config.storage(), telemetry));
        Jdbi jdbi = database.jdbi();

        Chaos chaos = new Chaos(config.chaos(), telemetry);
        Orders orders = new TimedOrders(new ObservedOrders(chaos.wrap(Orders.class, new JdbiOrders(jdbi), Composition::noDatabase), observer),
                telemetry.meters(), database::afterCommit);
        PriceSights sights = new ObservedPriceSights(chaos.wrap(PriceSights.class, new JdbiPriceSights(jdbi), Composition::noDatabase), observer);
        OrderCounts counts = new ObservedOrderCounts(chaos.wrap(OrderCounts.class, new JdbiOrderCounts(jdbi), Composition::noDatabase), observer);
        OrderIds ids = new ObservedOrderIds(chaos.wrap(OrderIds.class, new TimeOrderedOrderIds(), IllegalStateException::new), observer);
        IdempotencyKeys keys = new ObservedIdempotencyKeys(
                chaos.wrap(IdempotencyKeys.class, new JdbiIdempotencyKeys(jdbi), Composition::noDatabase), observer);
        UploadedModels models = new ObservedUploadedModels(
                chaos.wrap(UploadedModels.class, new JdbiUploadedModels(jdbi), Composition::noDatabase), observer);
        ModelSpool spool = new ObservedModelSpool(chaos.wrap(ModelSpool.class, new TemporaryFileSpool(config.spool()), Composition::noSpool), observer);
        ModelStore store = new ObservedModelStore(chaos.wrap(ModelStore.class, new MinioModelStore(storage), Composition::noStorage), observer);
        OrderEvents events = new ObservedOrderEvents(
                chaos.wrap(OrderEvents.class, new OutboxOrderEvents(new Outbox(jdbi)), Composition::noDatabase), observer);
        UnitOfWork unitOfWork = new ObservedUnitOfWork(chaos.wrap(UnitOfWork.class, new JdbiUnitOfWork(jdbi), Composition::noDatabase), observer);

        UploadModel uploadModel = new ObservedUploadModel(new UploadModelService(spool, store, models, unitOfWork, clock), observer);
        PlaceOrder placeOrder = new ObservedPlaceOrder(
                new PlaceOrderService(orders, ids, keys, models, config.metals(), events, unitOfWork, clock), observer);
        AcceptPrice acceptPrice = new ObservedAcceptPrice(new AcceptPriceService(orders, events, unitOfWork, clock), observer);
        CancelOrder cancelOrder = new ObservedCancelOrder(new CancelOrderService(orders, events, unitOfWork, clock), observer);
        ViewOrders viewOrders = new ObservedViewOrders(new ViewOrdersService(orders), observer);
        NoteShownPrices noteShownPrices =
                new TimedShownPrices(new ObservedNoteShownPrices(new NoteShownPricesService(sights, clock), observer), telemetry.meters());
        CountOrders countOrders = new ObservedCountOrders(new CountOrdersService(counts, clock), observer);
        FollowConveyor followConveyor = new ObservedFollowConveyor(new FollowConveyorService(orders, unitOfWork), observer);

        BrokerConnection publishing = open.add(new BrokerConnection(config.broker(), NAME + " publisher"));
        BrokerConnection consuming = open.add(new BrokerConnection(config.broker(), NAME + " consumer"));
        open.add(OutboxRelay.start(database, publishing, telemetry));
        open.add(QueueConsumer.start(consuming, ConveyorReports.QUEUE, config.reports(), 2 * config.reports(),
                new ConveyorReports(followConveyor, new Inbox(jdbi)), RetryPolicy.STANDARD, telemetry));

        if (config.databaseMonitoring().isPresent()) {
            InstanceProbe instance = open.add(new InstanceProbe(config.databaseMonitoring().get(), "shop-db"));
            open.add(telemetry.probes().every(SCRAPE, "shop-db", instance));
        }
        open.add(telemetry.probes().every(SCRAPE, "orders", new OrdersProbe(countOrders)));
        open.add(telemetry.probes().every(config.listing(), "models", storage.watch(MinioModelStore.BUCKET)));

        ServiceHost.Builder server = ServiceHost.builder(config.server(), telemetry)
                .filter(new Authentication(new TokenVerifier(config.tokens()), OpenApiRoute.PATH::equals))
                .failure(TechnicalFailure.class, TechnicalProblems::of)
                .route(ModelRoutes.PATH, new ModelRoutes(uploadModel))
                .route(OrderRoutes.PATH, new OrderRoutes(placeOrder, acceptPrice, cancelOrder, viewOrders, noteShownPrices))
                .route(new OpenApiRoute())
                .ready("database", database::isReachable);
        chaos.routes().ifPresent(server::observe);
        host = open.add(server.start());
        // Healed first, so that nobody hangs while everything else is closed.
        open.add(chaos);
    }

    private static TechnicalFailure noDatabase(Throwable cause) {
        return new TechnicalFailure(Code.DATABASE_UNAVAILABLE, cause);
    }

    private static TechnicalFailure noStorage(Throwable cause) {
        return new TechnicalFailure(Code.STORAGE_UNAVAILABLE, cause);
    }

    private static TechnicalFailure noSpool(Throwable cause) {
        return new TechnicalFailure(Code.SPOOL_UNAVAILABLE, cause);
    }

    public int port() {
        return host.port();
    }

    public int observePort() {
        return host.observePort();
    }

    /** First no more requests and messages, last no more database. */
    @Override
    public void close() {
        open.close();
    }
}
