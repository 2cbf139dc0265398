package dev.touchstone.shop.domain.order;

import java.util.Objects;

/** Why a model can't be made: a code for programs ({@code NOT_WATERTIGHT}) and a reason for the customer. */
public record Rejection(String code, String reason) {
    public Rejection {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(reason, "reason");
    }
}
