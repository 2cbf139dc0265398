package dev.touchstone.crm.adapter.in.http;

import static dev.touchstone.crm.domain.order.SampleOrders.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.crm.application.TechnicalFailure;
import dev.touchstone.crm.application.TechnicalFailure.Code;
import dev.touchstone.crm.application.port.in.ApproveOrder;
import dev.touchstone.crm.application.port.in.CloseOrder;
import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.crm.application.port.in.ShipOrder;
import dev.touchstone.crm.application.port.in.ViewOrders;
import dev.touchstone.crm.application.port.out.InMemoryOrders;
import dev.touchstone.crm.application.service.ViewOrdersService;
import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionTimeouts;
import dev.touchstone.crm.domain.session.UserId;
import dev.touchstone.crm.testing.CrmClient;
import dev.touchstone.crm.testing.CrmClient.Answer;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.platform.config.ServerConfig;
import dev.touchstone.platform.http.ServiceHost;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers to what the real database does only by chance: overtaking and failing. */
class OrderRoutesTest {
    private static final String ORDER = OrderRoutes.PATH + "/" + id(1);

    private final Telemetry telemetry = Telemetry.forTests();
    private final ViewOrders viewOrders = new ViewOrdersService(new InMemoryOrders());
    private ServiceHost host;

    @AfterEach
    void stop() {
        host.close();
        telemetry.close();
    }

    @Test
    void answers409WhenSomeoneElseWasFaster() throws Exception {
        CrmClient manager = serving(_ -> new ApproveOrder.ChangedMeanwhile(id(1)), _ -> new ShipOrder.ChangedMeanwhile(id(1)),
                _ -> new CloseOrder.ChangedMeanwhile(id(1)));

        for (Answer answer : List.of(manager.post(ORDER + "/approval"), manager.post(ORDER + "/shipment"), manager.post(ORDER + "/closure"))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("order-changed");
        }
    }

    @Test
    void answers503WhenTheDatabaseCannotBeReachedAnd500WhenItRefusesUs() throws Exception {
        CrmClient manager = serving(_ -> {
            throw failure(Code.DATABASE_UNAVAILABLE);
        }, _ -> {
            throw failure(Code.DATABASE_FAULT);
        }, _ -> {
            throw new IllegalStateException("leaked detail");
        });

        Answer unavailable = manager.post(ORDER + "/approval");
        Answer refused = manager.post(ORDER + "/shipment");
        Answer unforeseen = manager.post(ORDER + "/closure");

        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.problem()).isEqualTo("service-unavailable");
        assertThat(List.of(refused.status(), unforeseen.status())).containsOnly(500);
        assertThat(List.of(refused.problem(), unforeseen.problem())).containsOnly("internal-server-error");
        assertThat(unavailable.text() + refused.text() + unforeseen.text()).doesNotContain("leaked detail");
    }

    private CrmClient serving(ApproveOrder approveOrder, ShipOrder shipOrder, CloseOrder closeOrder) {
        SessionRequired session = new SessionRequired(
                command -> new ResumeSession.Resumed(ActiveSession.opened(command.token().hash(), new UserId("anna"), Instant.EPOCH,
                        new SessionTimeouts(Duration.ofMinutes(30), Duration.ofHours(8)))),
                new SessionCookie(false));
        host = ServiceHost.builder(new ServerConfig("127.0.0.1", 0, 0, 1024, Duration.ZERO, Duration.ofSeconds(1)), telemetry)
                .failure(TechnicalFailure.class, TechnicalProblems::of)
                .route(OrderRoutes.PATH, new OrderRoutes(viewOrders, approveOrder, shipOrder, closeOrder, session))
                .start();
        return CrmClient.at(host.port()).withCookie(SessionCookie.NAME + "=" + "A".repeat(43));
    }

    private static TechnicalFailure failure(Code code) {
        return new TechnicalFailure(code, new SQLException("leaked detail"));
    }
}
