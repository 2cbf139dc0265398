package dev.touchstone.crm.adapter.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.crm.domain.order.Order;
import dev.touchstone.crm.domain.order.OrderDetails;
import java.util.List;

/** Orders as managers get them. Amounts of money are strings, so that no reader takes them for binary floating point. */
final class OrderJson {
    private OrderJson() {}

    static ObjectNode of(Order order) {
        OrderDetails details = order.details();
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("id", details.id().toString())
                .put("status", order.status().name())
                .put("customer", details.customer())
                .put("model", details.model())
                .put("metal", details.metal())
                .put("createdAt", details.createdAt().toString())
                .put("updatedAt", details.updatedAt().toString())
                .put("version", details.version());
        details.quote().ifPresent(quote -> {
            json.putObject("price")
                    .put("amount", quote.price().amount().toPlainString())
                    .put("currency", quote.price().currency().getCurrencyCode());
            json.put("volumeCubicMillimetres", quote.volumeCubicMillimetres());
            json.put("massGrams", quote.massGrams());
        });
        details.rejection().ifPresent(rejection -> json.putObject("rejection")
                .put("code", rejection.code())
                .put("reason", rejection.reason()));
        ArrayNode history = json.putArray("history");
        details.history().forEach(change -> history.addObject()
                .put("status", change.status().name())
                .put("at", change.at().toString()));
        return json;
    }

    static ObjectNode of(List<Order> page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode orders = json.putArray("orders");
        page.forEach(order -> orders.add(of(order)));
        return json;
    }
}
