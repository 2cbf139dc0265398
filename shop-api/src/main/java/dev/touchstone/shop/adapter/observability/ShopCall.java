package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortCall;

/** Every call of every port of this service. */
enum ShopCall implements PortCall {
    UPLOAD_MODEL("UploadModel", "upload", Adapter.APPLICATION),
    PLACE_ORDER("PlaceOrder", "place", Adapter.APPLICATION),
    ACCEPT_PRICE("AcceptPrice", "accept", Adapter.APPLICATION),
    CANCEL_ORDER("CancelOrder", "cancel", Adapter.APPLICATION),
    VIEW_ORDER("ViewOrders", "order", Adapter.APPLICATION),
    VIEW_ORDERS("ViewOrders", "orders", Adapter.APPLICATION),
    NOTE_SHOWN_PRICES("NoteShownPrices", "shown", Adapter.APPLICATION),
    COUNT_ORDERS("CountOrders", "byStatus", Adapter.APPLICATION),
    FOLLOW_PRICED("FollowConveyor", "priced", Adapter.APPLICATION),
    FOLLOW_REJECTED("FollowConveyor", "rejected", Adapter.APPLICATION),
    FOLLOW_PRODUCTION_STARTED("FollowConveyor", "productionStarted", Adapter.APPLICATION),
    FOLLOW_PRODUCTION_FINISHED("FollowConveyor", "productionFinished", Adapter.APPLICATION),

    ADD_ORDER("Orders", "add", Adapter.POSTGRESQL),
    ADVANCE_ORDER("Orders", "advance", Adapter.POSTGRESQL),
    FIND_ORDER("Orders", "find", Adapter.POSTGRESQL),
    ORDERS_OF_CUSTOMER("Orders", "of", Adapter.POSTGRESQL),
    ORDER_COUNTS("OrderCounts", "byStatus", Adapter.POSTGRESQL),
    ADD_PRICE_SIGHTS("PriceSights", "add", Adapter.POSTGRESQL),
    FIND_KEY("IdempotencyKeys", "find", Adapter.POSTGRESQL),
    CLAIM_KEY("IdempotencyKeys", "claim", Adapter.POSTGRESQL),
    ADD_UPLOADED_MODEL("UploadedModels", "add", Adapter.POSTGRESQL),
    FIND_UPLOADED_MODEL("UploadedModels", "contain", Adapter.POSTGRESQL),
    UNIT_OF_WORK("UnitOfWork", "execute", Adapter.POSTGRESQL),
    TELL_SUBMITTED("OrderEvents", "submitted", Adapter.OUTBOX),
    TELL_ACCEPTED("OrderEvents", "accepted", Adapter.OUTBOX),
    TELL_CANCELLED("OrderEvents", "cancelled", Adapter.OUTBOX),
    SPOOL_MODEL("ModelSpool", "spool", Adapter.DISK),
    PUT_MODEL("ModelStore", "put", Adapter.S3),
    NEXT_ORDER_ID("OrderIds", "next", Adapter.UUID);

    private static final class Adapter {
        static final String APPLICATION = "application";
        static final String POSTGRESQL = "postgresql";
        static final String OUTBOX = "outbox";
        static final String DISK = "disk";
        static final String S3 = "s3";
        static final String UUID = "uuid";
    }

    private final String port;
    private final String operation;
    private final String adapter;

    ShopCall(String port, String operation, String adapter) {
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
