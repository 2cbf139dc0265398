package dev.touchstone.scenarios.report;

import java.util.List;
import java.util.stream.Stream;

/** Where a cause can lie: the closed list of what the report names. */
public enum Component {
    SHOP_API("shop-api"),
    CRM_API("crm-api"),
    /** The process mes-pipeline as a whole; single stations of it are the stages. */
    MES_API("mes-api"),
    PRICING("conveyor/pricing"),
    SLICING("conveyor/slicing"),
    CASTING("conveyor/casting"),
    POLISHING("conveyor/polishing"),
    INSPECTION("conveyor/inspection"),
    SHOP_DB("shop-db"),
    MES_DB("mes-db"),
    RABBITMQ("rabbitmq"),
    S3("s3"),
    /** What customers send: models that can not be made, or that are far heavier than usual. */
    CUSTOMER_INPUT("customer-input"),
    /** How much is asked for. */
    LOAD("load");

    private static final String CONVEYOR = "conveyor/";

    private final String label;

    Component(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** In the order in which a piece passes them. */
    public static List<Component> stages() {
        return Stream.of(values()).filter(Component::isStage).toList();
    }

    public boolean isStage() {
        return label.startsWith(CONVEYOR);
    }

    /** Value of the metrics' label {@code stage}. */
    public String stage() {
        if (!isStage()) {
            throw new IllegalStateException(label + " is no stage");
        }
        return label.substring(CONVEYOR.length());
    }

    public static Component ofStage(String stage) {
        return of(CONVEYOR + stage);
    }

    /** @throws IllegalArgumentException when there is none of this label */
    public static Component of(String label) {
        return Stream.of(values()).filter(component -> component.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no component " + label));
    }

    @Override
    public String toString() {
        return label;
    }
}
