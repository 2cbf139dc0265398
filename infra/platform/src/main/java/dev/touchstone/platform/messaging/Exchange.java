package dev.touchstone.platform.messaging;

import com.rabbitmq.client.BuiltinExchangeType;

/** The suite's exchanges, all durable. */
public enum Exchange {
    /** Events about orders; the routing key is the event's type. */
    ORDERS("orders", BuiltinExchangeType.TOPIC),
    /** Stage work; the routing key is the stage. */
    CONVEYOR("conveyor", BuiltinExchangeType.DIRECT),
    /** What could not be handled; the routing key is the name of the work queue. */
    DEAD_LETTERS("dead-letters", BuiltinExchangeType.DIRECT);

    private final String exchange;
    private final BuiltinExchangeType type;

    Exchange(String exchange, BuiltinExchangeType type) {
        this.exchange = exchange;
        this.type = type;
    }

    public String exchange() {
        return exchange;
    }

    BuiltinExchangeType type() {
        return type;
    }
}
