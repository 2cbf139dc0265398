package dev.touchstone.crm.adapter.observability;

import dev.touchstone.observability.port.PortCall;

/** Every call of a port of this service, as its metric and span name it. */
enum CrmCall implements PortCall {
    OPEN_SESSION_OPEN("OpenSession", "open", "application"),
    RESUME_SESSION_RESUME("ResumeSession", "resume", "application"),
    CLOSE_SESSION_CLOSE("CloseSession", "close", "application"),
    PURGE_EXPIRED_SESSIONS_PURGE("PurgeExpiredSessions", "purge", "application"),
    COUNT_ACTIVE_SESSIONS_BY_USER("CountActiveSessions", "byUser", "application"),
    VIEW_ORDERS_ORDER("ViewOrders", "order", "application"),
    VIEW_ORDERS_ORDERS("ViewOrders", "orders", "application"),
    APPROVE_ORDER_APPROVE("ApproveOrder", "approve", "application"),
    SHIP_ORDER_SHIP("ShipOrder", "ship", "application"),
    CLOSE_ORDER_CLOSE("CloseOrder", "close", "application"),

    ORDERS_FIND("Orders", "find", "postgresql"),
    ORDERS_PAGE("Orders", "page", "postgresql"),
    ORDERS_REPLACE("Orders", "replace", "postgresql"),
    ORDER_EVENTS_APPROVED("OrderEvents", "approved", "outbox"),
    ORDER_EVENTS_SHIPPED("OrderEvents", "shipped", "outbox"),
    ORDER_EVENTS_CLOSED("OrderEvents", "closed", "outbox"),
    UNIT_OF_WORK_EXECUTE("UnitOfWork", "execute", "postgresql"),

    SESSIONS_ADD("Sessions", "add", "postgresql"),
    SESSIONS_FIND("Sessions", "find", "postgresql"),
    SESSIONS_TOUCH("Sessions", "touch", "postgresql"),
    SESSIONS_REMOVE("Sessions", "remove", "postgresql"),
    SESSIONS_REMOVE_EXPIRED("Sessions", "removeExpired", "postgresql"),
    SESSION_COUNTS_ACTIVE_BY_USER("SessionCounts", "activeByUser", "postgresql");

    private final String port;
    private final String operation;
    private final String adapter;

    CrmCall(String port, String operation, String adapter) {
        this.port = port;
        this.operation = operation;
        this.adapter = adapter;
    }

    @Override
    public String port() {
        return port;
    }

    @Override
    public String operation() {
        return operation;
    }

    @Override
    public String adapter() {
        return adapter;
    }
}
