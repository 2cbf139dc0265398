package dev.touchstone.shop.domain.order;

import java.util.regex.Pattern;

/** A customer's own name for one request to order, 1 to 255 visible ASCII characters; it makes repeating the request safe. */
public record IdempotencyKey(String value) {
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]{1,255}");

    public IdempotencyKey {
        if (!VISIBLE_ASCII.matcher(value).matches()) {
            throw new IllegalArgumentException("must be 1 to 255 visible ASCII characters");
        }
    }
}
