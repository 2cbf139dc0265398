package dev.touchstone.mes.adapter.observability;

import dev.touchstone.observability.port.PortCall;

/** Every call of every port of this service. */
enum MesCall implements PortCall {
    RECEIVE_ORDER("ReceiveOrder", "receive", Adapter.APPLICATION),
    START_PRODUCTION("StartProduction", "start", Adapter.APPLICATION),
    CANCEL_WORK_ORDER("CancelWorkOrder", "cancel", Adapter.APPLICATION),
    PERFORM_STAGE("PerformStage", "perform", Adapter.APPLICATION),
    COMPLETE_STAGE("CompleteStage", "complete", Adapter.APPLICATION),
    STORE_SCAN("StoreScan", "store", Adapter.APPLICATION),
    LIST_WORK_ORDERS("ViewWorkOrders", "list", Adapter.APPLICATION),
    VIEW_WORK_ORDER("ViewWorkOrders", "find", Adapter.APPLICATION),
    VIEW_MODEL("ViewWorkOrders", "readModel", Adapter.APPLICATION),
    VIEW_TOOLPATH("ViewWorkOrders", "readToolpath", Adapter.APPLICATION),
    LIST_DEAD_LETTERS("ViewDeadLetters", "list", Adapter.APPLICATION),
    REPLAY_DEAD_LETTERS("ReplayDeadLetters", "replay", Adapter.APPLICATION),
    DISCARD_DEAD_LETTER("DiscardDeadLetter", "discard", Adapter.APPLICATION),

    ADD_WORK_ORDER("WorkOrders", "add", Adapter.POSTGRESQL),
    SAVE_WORK_ORDER("WorkOrders", "save", Adapter.POSTGRESQL),
    FIND_WORK_ORDER("WorkOrders", "find", Adapter.POSTGRESQL),
    PAGE_WORK_ORDERS("WorkOrders", "list", Adapter.POSTGRESQL),
    ADD_STAGE_RUN("StageRuns", "add", Adapter.POSTGRESQL),
    STAGE_RUNS_OF("StageRuns", "of", Adapter.POSTGRESQL),
    UNIT_OF_WORK("UnitOfWork", "execute", Adapter.POSTGRESQL),
    ADD_DISCARD("Discards", "add", Adapter.POSTGRESQL),
    FIND_DISCARD("Discards", "find", Adapter.POSTGRESQL),
    PUBLISH_EVENT("OrderEvents", "publish", Adapter.OUTBOX),
    DISPATCH("Conveyor", "dispatch", Adapter.OUTBOX),
    DEAD_LETTER_QUEUES("DeadLetters", "queues", Adapter.AMQP),
    LOOK_AT_DEAD_LETTERS("DeadLetters", "look", Adapter.AMQP),
    REPLAY_DEAD_LETTER("DeadLetters", "replay", Adapter.AMQP),
    REPLAY_ALL_DEAD_LETTERS("DeadLetters", "replayAll", Adapter.AMQP),
    REMOVE_DEAD_LETTER("DeadLetters", "remove", Adapter.AMQP),
    MODEL_SIZE("ModelStore", "size", Adapter.S3),
    READ_MODEL("ModelStore", "read", Adapter.S3),
    STORE_TOOLPATH("ProductStore", "storeToolpath", Adapter.S3),
    READ_TOOLPATH("ProductStore", "readToolpath", Adapter.S3),
    STORE_SCAN_FILE("ProductStore", "storeScan", Adapter.S3),
    RUN_MACHINE("Machines", "run", Adapter.MACHINE);

    private static final class Adapter {
        static final String APPLICATION = "application";
        static final String POSTGRESQL = "postgresql";
        static final String OUTBOX = "outbox";
        static final String AMQP = "amqp";
        static final String S3 = "s3";
        static final String MACHINE = "machine";
    }

    private final String port;
    private final String operation;
    private final String adapter;

    MesCall(String port, String operation, String adapter) {
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
