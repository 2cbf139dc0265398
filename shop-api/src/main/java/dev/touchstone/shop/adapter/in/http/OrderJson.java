package dev.touchstone.shop.adapter.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.shop.domain.order.Order;
import dev.touchstone.shop.domain.order.Quote;
import dev.touchstone.shop.domain.order.QuotedOrder;
import dev.touchstone.shop.domain.order.RejectedOrder;
import java.util.List;

/** Orders as their customers get them. Amounts of money are strings, so that no reader takes them for binary floating point. */
final class OrderJson {
    private OrderJson() {}

    static ObjectNode of(Order order) {
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("id", order.id().toString())
                .put("status", order.status().name())
                .put("model", order.details().model().sha256())
                .put("metal", order.details().metal().name())
                .put("createdAt", order.progress().createdAt().toString())
                .put("updatedAt", order.progress().updatedAt().toString())
                .put("version", order.progress().version().number());
        if (order instanceof QuotedOrder quoted) {
            put(quoted.quote(), json);
        }
        if (order instanceof RejectedOrder rejected) {
            json.putObject("rejection")
                    .put("code", rejected.rejection().code())
                    .put("reason", rejected.rejection().reason());
        }
        ArrayNode history = json.putArray("history");
        order.progress().milestones().forEach(milestone -> history.addObject()
                .put("status", milestone.status().name())
                .put("at", milestone.at().toString()));
        return json;
    }

    static ObjectNode of(List<Order> page) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode orders = json.putArray("orders");
        page.forEach(order -> orders.add(of(order)));
        return json;
    }

    private static void put(Quote quote, ObjectNode json) {
        json.putObject("price")
                .put("amount", quote.price().amount().toPlainString())
                .put("currency", quote.price().currency().getCurrencyCode());
        json.put("volumeCubicMillimetres", quote.volumeCubicMillimetres());
        json.put("massGrams", quote.massGrams());
    }
}
