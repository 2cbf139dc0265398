package dev.touchstone.shop.domain.model;

import java.util.regex.Pattern;

/** A model's name is its content: the SHA-256 of the file, 64 lower-case hexadecimal digits. */
public record ModelId(String sha256) {
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public ModelId {
        if (!isDigest(sha256)) {
            throw new IllegalArgumentException("a model is named by 64 lower-case hexadecimal digits");
        }
    }

    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    @Override
    public String toString() {
        return sha256;
    }
}
