package dev.touchstone.platform.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a caller may be; spelled in lower case in the token's claim {@code roles}. */
public enum Role {
    CUSTOMER, MANAGER, OPERATOR;

    public String claim() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
    }
}
