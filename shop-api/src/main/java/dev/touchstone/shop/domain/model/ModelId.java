package dev.touchstone.shop.domain.model;

import java.util.regex.Pattern;

/** A model's name is its content: the SHA-256 of the file, 64 lower-case hexadecimal digits. */
public record ModelId(String sha256) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public ModelId {
        if (!DIGEST.matcher(sha256).matches()) {
            throw new IllegalArgumentException("must be 64 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
