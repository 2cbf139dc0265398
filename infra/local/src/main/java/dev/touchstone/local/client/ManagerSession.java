package dev.touchstone.local.client;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A manager's session at crm-api, from the exchange of the token until {@link #close()}. */
public final class ManagerSession implements AutoCloseable {

    private static final String SESSIONS = "/api/v1/sessions";
    private static final String ORDERS = "/api/v1/orders";
    private static final String COOKIE = "touchstone_session";

    private final Api crm;

    private ManagerSession(Api crm) {
        this.crm = crm;
    }

    static ManagerSession open(HttpClient http, URI address, Bearer bearer) {
        HttpResponse<byte[]> opened = new Api(http, address, bearer).send("POST", SESSIONS, BodyPublishers.noBody());
        String session = opened.headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("crm-api opened a session without the cookie " + COOKIE))
                .getValue();
        return new ManagerSession(new Api(http, address, request -> request.header("Cookie", COOKIE + "=" + session)));
    }

    /** Everybody's newest orders in a status, at most a hundred. */
    public List<Order> orders(OrderStatus status) {
        return Customer.list(crm.get("%s?status=%s&limit=100".formatted(ORDERS, status)));
    }

    public Order order(UUID id) {
        return Order.of(crm.get(ORDERS + "/" + id));
    }

    public Order approve(UUID id) {
        return act(id, "approval");
    }

    public Order ship(UUID id) {
        return act(id, "shipment");
    }

    /** Closes a shipped order. */
    public Order closeOrder(UUID id) {
        return act(id, "closure");
    }

    private Order act(UUID id, String action) {
        return Order.of(crm.post("%s/%s/%s".formatted(ORDERS, id, action)));
    }

    /** Logs out; the session's cookie is worthless from then on. */
    @Override
    public void close() {
        crm.send("DELETE", SESSIONS + "/current", BodyPublishers.noBody());
    }
}
