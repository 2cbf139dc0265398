package dev.touchstone.mes.domain.conveyor;

import java.util.Locale;
import java.util.Optional;

/** Stations of the conveyor in the order in which a work order passes them. A customer's and a manager's consent lie between pricing and slicing. */
public enum Stage {
    PRICING,
    SLICING,
    CASTING,
    POLISHING,
    INSPECTION;

    /** Spelling in messages, routes, metrics and configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The following station; empty after the last one. */
    public Optional<Stage> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }

    public static Optional<Stage> labelled(String label) {
        for (Stage stage : values()) {
            if (stage.label().equals(label)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}
