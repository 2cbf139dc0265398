package dev.touchstone.mes.domain.workorder;

import java.util.regex.Pattern;

/** SHA-256 of a model file's bytes in lower-case hexadecimal. */
public record ModelId(String sha256) {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public ModelId {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a model is named by 64 lower-case hexadecimal digits, not by: " + sha256);
        }
    }
}
