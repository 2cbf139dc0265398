package dev.touchstone.crm.domain.order;

import java.util.Objects;

/**
 * Why the model can't be made.
 *
 * @param code   from the analysis' closed list, such as {@code NOT_WATERTIGHT}
 * @param reason for people
 */
public record Rejection(String code, String reason) {
    public Rejection {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
    }
}
