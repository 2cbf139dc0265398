package dev.touchstone.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A customer at shop-api. */
public final class Customer {

    private static final String MODELS = "/api/v1/models";
    private static final String ORDERS = "/api/v1/orders";

    private final Api shop;

    Customer(Api shop) {
        this.shop = shop;
    }

    /**
     * A stored upload.
     *
     * @param model its SHA-256 in hexadecimal, the name to order it by
     * @param known whether the shop had it already
     */
    public record Upload(String model, long bytes, boolean known) {
    }

    /** Uploads an STL file; repeating it has no further effect. */
    public Upload upload(Path stl) throws FileNotFoundException {
        return upload(BodyPublishers.ofFile(stl));
    }

    /** Uploads a model from memory; repeating it has no further effect. */
    public Upload upload(byte[] stl) {
        return upload(BodyPublishers.ofByteArray(stl));
    }

    private Upload upload(BodyPublisher stl) {
        HttpResponse<byte[]> response = shop.upload(MODELS, stl, "Content-Type", "model/stl");
        JsonNode json = Api.json(response);
        return new Upload(json.required("model").asText(), json.required("bytes").asLong(), response.statusCode() == 200);
    }

    /** Orders an uploaded model; the same key with the same order gives the same order again. */
    public Order place(String model, String metal, String idempotencyKey) {
        byte[] body = Json.write(Map.of("model", model, "metal", metal));
        return Order.of(Api.json(shop.send("POST", ORDERS, BodyPublishers.ofByteArray(body),
                "Content-Type", "application/json", "Idempotency-Key", idempotencyKey)));
    }

    public Order order(UUID id) {
        return Order.of(shop.get(ORDERS + "/" + id));
    }

    /** The customer's newest orders in a status, at most a hundred. */
    public List<Order> orders(OrderStatus status) {
        return list(shop.get("%s?status=%s&limit=100".formatted(ORDERS, status)));
    }

    public Order accept(UUID id) {
        return Order.of(shop.post("%s/%s/acceptance".formatted(ORDERS, id)));
    }

    public Order cancel(UUID id) {
        return Order.of(shop.post("%s/%s/cancellation".formatted(ORDERS, id)));
    }

    static List<Order> list(JsonNode page) {
        return StreamSupport.stream(page.required("orders").spliterator(), false).map(Order::of).toList();
    }
}
