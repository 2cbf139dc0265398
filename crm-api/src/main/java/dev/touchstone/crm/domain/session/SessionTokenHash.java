package dev.touchstone.crm.domain.session;

import java.util.Objects;
import java.util.regex.Pattern;

/** SHA-256 of a session token, 64 lower-case hexadecimal digits: identifies a session without being able to open it. */
public record SessionTokenHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public SessionTokenHash {
        Objects.requireNonNull(hex, "hex");
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal");
        }
    }
}
