package dev.touchstone.crm.bootstrap;

import dev.touchstone.crm.adapter.in.http.OrderRoutes;
import dev.touchstone.crm.adapter.in.http.SessionCookie;
import dev.touchstone.crm.adapter.in.http.SessionRequired;
import dev.touchstone.crm.adapter.in.http.SessionRoutes;
import dev.touchstone.crm.adapter.in.http.TechnicalProblems;
import dev.touchstone.crm.adapter.in.schedule.SessionPurge;
import dev.touchstone.crm.adapter.in.schedule.SessionsProbe;
import dev.touchstone.crm.adapter.observability.ObservedApproveOrder;
import dev.touchstone.crm.adapter.observability.ObservedCloseOrder;
import dev.touchstone.crm.adapter.observability.ObservedCloseSession;
import dev.touchstone.crm.adapter.observability.ObservedCountActiveSessions;
import dev.touchstone.crm.adapter.observability.ObservedOpenSession;
import dev.touchstone.crm.adapter.observability.ObservedOrderEvents;
import dev.touchstone.crm.adapter.observability.ObservedOrders;
import dev.touchstone.crm.adapter.observability.ObservedPurgeExpiredSessions;
import dev.touchstone.crm.adapter.observability.ObservedResumeSession;
import dev.touchstone.crm.adapter.observability.ObservedSessionCounts;
import dev.touchstone.crm.adapter.observability.ObservedSessions;
import dev.touchstone.crm.adapter.observability.ObservedShipOrder;
import dev.touchstone.crm.adapter.observability.ObservedUnitOfWork;
import dev.touchstone.crm.adapter.observability.ObservedViewOrders;
import dev.touchstone.crm.adapter.observability.TimedOrders;
import dev.touchstone.crm.adapter.out.messaging.OutboxOrderEvents;
import dev.touchstone.crm.adapter.out.persistence.JdbiOrders;
import dev.touchstone.crm.adapter.out.persistence.JdbiSessions;
import dev.touchstone.crm.adapter.out.persistence.JdbiUnitOfWork;
import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.crm.application.port.in.CloseSession;
import dev.touchstone.crm.application.port.in.CountActiveSessions;
import dev.touchstone.crm.application.port.in.OpenSession;
import dev.touchstone.crm.application.port.in.PurgeExpiredSessions;
import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.application.port.out.OrderEvents;
import dev.touchstone.crm.application.port.out.Orders;
import dev.touchstone.crm.application.port.out.SessionCounts;
import dev.touchstone.crm.application.port.out.Sessions;
import dev.touchstone.crm.application.port.out.UnitOfWork;
import dev.touchstone.crm.application.service.ApproveOrderService;
import dev.touchstone.crm.application.service.CloseOrderService;
import dev.touchstone.crm.application.service.CloseSessionService;
import dev.touchstone.crm.application.service.CountActiveSessionsService;
import dev.touchstone.crm.application.service.OpenSessionService;
import dev.touchstone.crm.application.service.PurgeExpiredSessionsService;
import dev.touchstone.crm.application.service.ResumeSessionService;
import dev.touchstone.crm.application.service.ShipOrderService;
import dev.touchstone.crm.application.service.ViewOrdersService;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.platform.chaos.Chaos;
import dev.touchstone.platform.database.Database;
import dev.touchstone.platform.http.OpenApiRoute;
import dev.touchstone.platform.http.ServiceHost;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.TokenVerifier;
import dev.touchstone.platform.lifecycle.OpenParts;
import dev.touchstone.platform.messaging.BrokerConnection;
import dev.touchstone.platform.messaging.Outbox;
import dev.touchstone.platform.messaging.OutboxRelay;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;

/** The whole service, put together; running from the moment it exists until it is closed. */
public final class Composition implements AutoCloseable {
    private static final String NAME = "crm-api";
    private static final Duration MICROSECOND = Duration.ofNanos(1_000);
    /** How often Prometheus looks; to read more often would be for nobody. */
    private static final Duration SCRAPE = Duration.ofSeconds(5);

    private final OpenParts open = new OpenParts();
    private CountActiveSessions countActiveSessions;
    private ServiceHost host;

    /** @throws RuntimeException when something that is needed can't be had; whatever was opened is closed again */
    public Composition(CrmConfig config, Telemetry telemetry, Clock time) {
        // The clock tells what PostgreSQL keeps, so that an answer and a later look agree.
        open.orClose(() -> assemble(config, telemetry, Clock.tick(time, MICROSECOND)));
    }

    private void assemble(CrmConfig config, Telemetry telemetry, Clock clock) {
        PortObserver observer = telemetry.portObserver();
        SessionTimeouts timeouts = config.sessions().timeouts();

        Database database = open.add(Database.open(config.database(), NAME, "crm", telemetry));
        JdbiOrders shopOrders = new JdbiOrders(database.jdbi());
        Chaos chaos = new Chaos(config.chaos(), telemetry);
        Orders orders = new TimedOrders(new ObservedOrders(chaos.wrap(Orders.class, shopOrders, Composition::noDatabase), observer),
                telemetry.meters(), database::afterCommit);
        OrderEvents events = new ObservedOrderEvents(
                chaos.wrap(OrderEvents.class, new OutboxOrderEvents(new Outbox(database.jdbi())), Composition::noDatabase), observer);
        UnitOfWork unitOfWork = new ObservedUnitOfWork(
                chaos.wrap(UnitOfWork.class, new JdbiUnitOfWork(database.jdbi()), Composition::noDatabase), observer);
        Sessions sessions = new ObservedSessions(chaos.wrap(Sessions.class, new JdbiSessions(database.jdbi()), Composition::noDatabase), observer);
        SessionCounts sessionCounts = new ObservedSessionCounts(
                chaos.wrap(SessionCounts.class, new JdbiSessions(database.jdbi()), Composition::noDatabase), observer);

        ViewOrders viewOrders = new ObservedViewOrders(new ViewOrdersService(orders), observer);
        ApproveOrder approveOrder = new ObservedApproveOrder(new ApproveOrderService(orders, events, unitOfWork, clock), observer);
        ShipOrder shipOrder = new ObservedShipOrder(new ShipOrderService(orders, events, unitOfWork, clock), observer);
        CloseOrder closeOrder = new ObservedCloseOrder(new CloseOrderService(orders, events, unitOfWork, clock), observer);

        OpenSession openSession = new ObservedOpenSession(new OpenSessionService(sessions, timeouts, new SecureRandom(), clock), observer);
        ResumeSession resumeSession = new ObservedResumeSession(new ResumeSessionService(sessions, timeouts, clock), observer);
        CloseSession closeSession = new ObservedCloseSession(new CloseSessionService(sessions), observer);
        PurgeExpiredSessions purgeExpiredSessions = new ObservedPurgeExpiredSessions(new PurgeExpiredSessionsService(sessions, clock), observer);
        countActiveSessions = new ObservedCountActiveSessions(new CountActiveSessionsService(sessionCounts, clock), observer);

        BrokerConnection broker = open.add(new BrokerConnection(config.broker(), NAME + " publisher"));
        open.add(OutboxRelay.start(database, broker, telemetry));
        open.add(SessionPurge.start(purgeExpiredSessions, config.sessions().purgeInterval()));
        open.add(telemetry.probes().every(SCRAPE, "sessions", new SessionsProbe(countActiveSessions, telemetry.users())));

        SessionCookie cookie = new SessionCookie(config.sessions().secureCookie());
        SessionRequired session = new SessionRequired(resumeSession, cookie);
        Authentication authentication = new Authentication(new TokenVerifier(config.tokens()), _ -> true);
        ServiceHost.Builder server = ServiceHost.builder(config.server(), telemetry)
                .failure(TechnicalFailure.class, TechnicalProblems::of)
                .route(SessionRoutes.PATH, new SessionRoutes(openSession, closeSession, authentication, session, cookie))
                .route(OrderRoutes.PATH, new OrderRoutes(viewOrders, approveOrder, shipOrder, closeOrder, session))
                .route(new OpenApiRoute())
                .ready("shop-orders", shopOrders::areReadable);
        chaos.routes().ifPresent(server::observe);
        host = open.add(server.start());
        // Healed first, so that nobody hangs while everything else is closed.
        open.add(chaos);
    }

    private static TechnicalFailure noDatabase(Throwable cause) {
        return new TechnicalFailure(TechnicalFailure.Code.DATABASE_UNAVAILABLE, cause);
    }

    public int port() {
        return host.port();
    }

    public int observePort() {
        return host.observePort();
    }

    public CountActiveSessions countActiveSessions() {
        return countActiveSessions;
    }

    /** First no more requests, last no more database. */
    @Override
    public void close() {
        open.close();
    }
}
