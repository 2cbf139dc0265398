package dev.touchstone.crm.domain.session;

import java.util.Objects;

/** The subject of a manager's token; it is a person's datum, so it belongs in no log, metric or trace. */
public record UserId(String value) {
    public UserId {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a user id is not blank");
        }
    }
}
