package dev.touchstone.mes.bootstrap;

import dev.touchstone.mes.adapter.in.http.DeadLetterRoutes;
import dev.touchstone.mes.adapter.in.http.TechnicalProblems;
import dev.touchstone.mes.adapter.in.http.WorkOrderRoutes;
import dev.touchstone.mes.adapter.in.messaging.OrderConsumer;
import dev.touchstone.mes.adapter.in.messaging.StageConsumer;
import dev.touchstone.mes.adapter.observability.CountedDeadLetters;
import dev.touchstone.mes.adapter.observability.MeteredStage;
import dev.touchstone.mes.adapter.observability.ObservedCancelWorkOrder;
import dev.touchstone.mes.adapter.observability.ObservedCompleteStage;
import dev.touchstone.mes.adapter.observability.ObservedConveyor;
import dev.touchstone.mes.adapter.observability.ObservedDeadLetters;
import dev.touchstone.mes.adapter.observability.ObservedDiscardDeadLetter;
import dev.touchstone.mes.adapter.observability.ObservedDiscards;
import dev.touchstone.mes.adapter.observability.ObservedMachines;
import dev.touchstone.mes.adapter.observability.ObservedModelStore;
import dev.touchstone.mes.adapter.observability.ObservedOrderEvents;
import dev.touchstone.mes.adapter.observability.ObservedPerformStage;
import dev.touchstone.mes.adapter.observability.ObservedProductStore;
import dev.touchstone.mes.adapter.observability.ObservedReceiveOrder;
import dev.touchstone.mes.adapter.observability.ObservedReplayDeadLetters;
import dev.touchstone.mes.adapter.observability.ObservedStageRuns;
import dev.touchstone.mes.adapter.observability.ObservedStartProduction;
import dev.touchstone.mes.adapter.observability.ObservedStoreScan;
import dev.touchstone.mes.adapter.observability.ObservedUnitOfWork;
import dev.touchstone.mes.adapter.observability.ObservedViewDeadLetters;
import dev.touchstone.mes.adapter.observability.ObservedViewWorkOrders;
import dev.touchstone.mes.adapter.observability.ObservedWorkOrders;
import dev.touchstone.mes.adapter.out.machine.SimulatedMachines;
import dev.touchstone.mes.adapter.out.messaging.AmqpDeadLetters;
import dev.touchstone.mes.adapter.out.messaging.OutboxConveyor;
import dev.touchstone.mes.adapter.out.messaging.OutboxOrderEvents;
import dev.touchstone.mes.adapter.out.persistence.JdbiDiscards;
import dev.touchstone.mes.adapter.out.persistence.JdbiStageRuns;
import dev.touchstone.mes.adapter.out.persistence.JdbiUnitOfWork;
import dev.touchstone.mes.adapter.out.persistence.JdbiWorkOrders;
import dev.touchstone.mes.adapter.out.storage.S3ModelStore;
import dev.touchstone.mes.adapter.out.storage.S3ProductStore;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.in.CancelWorkOrder;
import dev.touchstone.mes.application.port.in.CompleteStage;
import dev.touchstone.mes.application.port.in.DiscardDeadLetter;
import dev.touchstone.mes.application.port.in.PerformStage;
import dev.touchstone.mes.application.port.in.ReceiveOrder;
import dev.touchstone.mes.application.port.in.ReplayDeadLetters;
import dev.touchstone.mes.application.port.in.StartProduction;
import dev.touchstone.mes.application.port.in.StoreScan;
import dev.touchstone.mes.application.port.in.ViewDeadLetters;
import dev.touchstone.mes.application.port.in.ViewWorkOrders;
import dev.touchstone.mes.application.port.out.Conveyor;
import dev.touchstone.mes.application.port.out.DeadLetters;
import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.application.port.out.Machines;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.application.port.out.OrderEvents;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.application.port.out.UnitOfWork;
import dev.touchstone.mes.application.port.out.WorkOrders;
import dev.touchstone.mes.application.service.CancelWorkOrderService;
import dev.touchstone.mes.application.service.CompleteStageService;
import dev.touchstone.mes.application.service.DiscardDeadLetterService;
import dev.touchstone.mes.application.service.MeshMemory;
import dev.touchstone.mes.application.service.PriceModelService;
import dev.touchstone.mes.application.service.ReceiveOrderService;
import dev.touchstone.mes.application.service.ReplayDeadLettersService;
import dev.touchstone.mes.application.service.RunMachineService;
import dev.touchstone.mes.application.service.SliceModelService;
import dev.touchstone.mes.application.service.StartProductionService;
import dev.touchstone.mes.application.service.StoreScanService;
import dev.touchstone.mes.application.service.ViewDeadLettersService;
import dev.touchstone.mes.application.service.ViewWorkOrdersService;
import dev.touchstone.mes.bootstrap.MesConfig.Role;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.mesh.MeshInspector;
import dev.touchstone.mes.domain.toolpath.Slicer;
import dev.touchstone.mes.domain.toolpath.ToolpathWriter;
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
import dev.touchstone.platform.messaging.BrokerProbe;
import dev.touchstone.platform.messaging.Exchange;
import dev.touchstone.platform.messaging.Inbox;
import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.platform.messaging.OutboxRelay;
import dev.touchstone.platform.messaging.QueueConsumer;
import dev.touchstone.platform.messaging.QueueProbe;
import dev.touchstone.platform.messaging.RetryPolicy;
import dev.touchstone.platform.messaging.WorkQueue;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.platform.storage.TemporaryFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;

/** The whole service, put together; running from the moment it exists until it is closed. */
public final class Composition implements AutoCloseable {

    private static final String NAME = "mes-pipeline";
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    /** How often Prometheus looks; to read more often would be for nobody. */
    private static final Duration SCRAPE = Duration.ofSeconds(5);
    private static final int ORDER_WORKERS = 2;

    private final OpenParts open = new OpenParts();
    private ServiceHost host;

    /** @throws RuntimeException when something that is needed can't be had; whatever was opened is closed again */
    public Composition(MesConfig config, Telemetry telemetry, Clock time) {
        // What PostgreSQL keeps.
        open.orClose(() -> assemble(config, telemetry, Clock.tick(time, MICROSECOND)));
    }

    private void assemble(MesConfig config, Telemetry telemetry, Clock clock) {
        PortObserver observer = telemetry.portObserver();

        Database database = open.add(Database.open(config.database(), NAME, "mes", telemetry));
        Chaos chaos = new Chaos(config.chaos(), telemetry);
        WorkOrders workOrders = new ObservedWorkOrders(
                chaos.wrap(WorkOrders.class, new JdbiWorkOrders(database.jdbi()), Composition::noDatabase), observer);
        StageRuns runs = new ObservedStageRuns(chaos.wrap(StageRuns.class, new JdbiStageRuns(database.jdbi()), Composition::noDatabase), observer);
        UnitOfWork unitOfWork = new ObservedUnitOfWork(
                chaos.wrap(UnitOfWork.class, new JdbiUnitOfWork(database.jdbi()), Composition::noDatabase), observer);

        Outbox outbox = new Outbox(database.jdbi());
        OrderEvents events = new ObservedOrderEvents(chaos.wrap(OrderEvents.class, new OutboxOrderEvents(outbox), Composition::noDatabase), observer);
        Conveyor conveyor = new ObservedConveyor(chaos.wrap(Conveyor.class, new OutboxConveyor(outbox), Composition::noDatabase), observer);

        ObjectStorage storage = open.add(new ObjectStorage(config.storage(), telemetry));
        storage.ensureBucket("models");
        storage.ensureBucket("products");
        TemporaryFiles temporaryFiles = temporaryFiles();
        ModelStore models = new ObservedModelStore(chaos.wrap(ModelStore.class, new S3ModelStore(storage, "models"), Composition::noStorage), observer);
        ProductStore products = new ObservedProductStore(
                chaos.wrap(ProductStore.class, new S3ProductStore(storage, "products", temporaryFiles), Composition::noStorage), observer);

        ReceiveOrder receiveOrder = new ObservedReceiveOrder(new ReceiveOrderService(workOrders, conveyor, unitOfWork, clock), observer);
        StartProduction startProduction =
                new ObservedStartProduction(new StartProductionService(workOrders, conveyor, events, unitOfWork, clock), observer);
        CancelWorkOrder cancelWorkOrder = new ObservedCancelWorkOrder(new CancelWorkOrderService(workOrders, unitOfWork), observer);
        ViewWorkOrders viewWorkOrders = new ObservedViewWorkOrders(new ViewWorkOrdersService(workOrders, runs, models, products), observer);
        StoreScan storeScan = new ObservedStoreScan(new StoreScanService(workOrders, products), observer);

        MeshInspector inspector = new MeshInspector(config.model().limits());
        MeshMemory memory = new MeshMemory(config.model().memoryMebibytes());
        PerformStage priceModel = new ObservedPerformStage(new PriceModelService(workOrders, models, memory, inspector,
                new Slicer(config.toolpath().layerHeight()), config.model().mostToolpathPoints(), config.pricing()), observer);
        PerformStage sliceModel = new ObservedPerformStage(
                new SliceModelService(workOrders, models, products, memory, inspector, new ToolpathWriter(config.toolpath())), observer);
        SimulatedMachines simulatedMachines = new SimulatedMachines();
        Machines machines = new ObservedMachines(chaos.wrap(Machines.class, simulatedMachines, Composition::noMachine), observer);
        PerformStage runMachine = new ObservedPerformStage(new RunMachineService(workOrders, machines, config.machines()), observer);
        CompleteStage completeStage =
                new ObservedCompleteStage(new CompleteStageService(workOrders, runs, conveyor, events, unitOfWork, clock), observer);

        if (config.roles().contains(Role.CONVEYOR)) {
            open.add(OutboxRelay.start(database, open.add(new BrokerConnection(config.broker(), NAME + " publisher")), telemetry));
            BrokerConnection consuming = open.add(new BrokerConnection(config.broker(), NAME + " consumer"));
            Inbox inbox = new Inbox(database.jdbi());
            OrderConsumer orders = new OrderConsumer(receiveOrder, startProduction, cancelWorkOrder, inbox);
            open.add(QueueConsumer.start(consuming, OrderConsumer.QUEUE, ORDER_WORKERS, ORDER_WORKERS, orders, RetryPolicy.STANDARD, telemetry));
            for (Stage stage : Stage.values()) {
                PerformStage work = switch (stage) {
                    case PRICING -> priceModel;
                    case SLICING -> sliceModel;
                    case CASTING, POLISHING, INSPECTION -> runMachine;
                };
                int workers = config.workers().get(stage);
                PerformStage metered = new MeteredStage(stage, workers, work, telemetry.meters(), clock);
                StageConsumer consumer = new StageConsumer(stage, metered, completeStage, inbox, clock);
                open.add(QueueConsumer.start(consuming, StageConsumer.queue(stage), workers, workers, consumer, RetryPolicy.STANDARD, telemetry));
            }
            // Closed before the consumers, which wait for what is in their hands.
            open.add(simulatedMachines);
        }

        if (config.databaseMonitoring().isPresent()) {
            InstanceProbe instance = open.add(new InstanceProbe(config.databaseMonitoring().get(), "mes-db"));
            open.add(telemetry.probes().every(SCRAPE, "mes-db", instance));
        }
        open.add(telemetry.probes().every(config.listing(), "products", storage.watch("products")));
        List<WorkQueue> queues = new ArrayList<>(List.of(OrderConsumer.QUEUE));
        Stream.of(Stage.values()).map(StageConsumer::queue).forEach(queues::add);
        config.watchedQueues().forEach(name -> queues.add(new WorkQueue(name, Exchange.ORDERS, List.of())));
        BrokerConnection looking = open.add(new BrokerConnection(config.broker(), NAME + " probe"));
        open.add(telemetry.probes().every(SCRAPE, "queues", new QueueProbe(looking, queues)));
        if (config.brokerManagement().isPresent()) {
            BrokerProbe management = open.add(new BrokerProbe(config.brokerManagement().get(), config.broker(), queues));
            open.add(telemetry.probes().every(SCRAPE, "broker", management));
        }

        BrokerConnection desk = open.add(new BrokerConnection(config.broker(), NAME + " dead letters"));
        AmqpDeadLetters amqpDeadLetters = new AmqpDeadLetters(desk, config.deadLetterQueues());
        DeadLetters deadLetters = new CountedDeadLetters(
                new ObservedDeadLetters(chaos.wrap(DeadLetters.class, amqpDeadLetters, Composition::noBroker), observer), telemetry.meters());
        Discards discards = new ObservedDiscards(chaos.wrap(Discards.class, new JdbiDiscards(database.jdbi()), Composition::noDatabase), observer);
        ViewDeadLetters viewDeadLetters = new ObservedViewDeadLetters(new ViewDeadLettersService(deadLetters, clock), observer);
        ReplayDeadLetters replayDeadLetters = new ObservedReplayDeadLetters(new ReplayDeadLettersService(deadLetters), observer);
        DiscardDeadLetter discardDeadLetter =
                new ObservedDiscardDeadLetter(new DiscardDeadLetterService(deadLetters, discards, clock), observer);

        open.add(telemetry.probes().every(SCRAPE, "dead-letters", amqpDeadLetters.ages(clock)));

        ServiceHost.Builder server = ServiceHost.builder(config.server(), telemetry)
                .filter(new Authentication(new TokenVerifier(config.tokens()), OpenApiRoute.PATH::equals))
                .failure(TechnicalFailure.class, TechnicalProblems::of)
                .ready("mes-db", database::isReachable);
        if (config.roles().contains(Role.API)) {
            server.route(WorkOrderRoutes.PATH, new WorkOrderRoutes(viewWorkOrders, storeScan, config.server().maxBodyBytes(), temporaryFiles))
                    .route(DeadLetterRoutes.PATH, new DeadLetterRoutes(viewDeadLetters, replayDeadLetters, discardDeadLetter))
                    .route(new OpenApiRoute());
        }
        chaos.routes().ifPresent(server::observe);
        host = open.add(server.start());
        // Healed first, so that nobody hangs while everything else is closed.
        open.add(chaos);
    }

    private static TemporaryFiles temporaryFiles() {
        try {
            return new TemporaryFiles(Path.of(System.getProperty("java.io.tmpdir")), "touchstone-mes-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the adapters of the database let through. */
    private static ConnectionException noDatabase(Throwable cause) {
        return new ConnectionException(cause);
    }

    private static TechnicalFailure noStorage(Throwable cause) {
        return new TechnicalFailure(TechnicalFailure.Code.STORAGE, cause.getMessage(), cause);
    }

    private static TechnicalFailure noBroker(Throwable cause) {
        return new TechnicalFailure(TechnicalFailure.Code.BROKER, cause.getMessage(), cause);
    }

    private static TechnicalFailure noMachine(Throwable cause) {
        return new TechnicalFailure(TechnicalFailure.Code.MACHINE, cause.getMessage(), cause);
    }

    public int port() {
        return host.port();
    }

    public int observePort() {
        return host.observePort();
    }

    /** First no more requests, last no more database. Work in hand is finished, except for machines: their messages are delivered anew. */
    @Override
    public void close() {
        open.close();
    }
}
