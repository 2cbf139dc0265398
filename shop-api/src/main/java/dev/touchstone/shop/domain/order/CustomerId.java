package dev.touchstone.shop.domain.order;

/** The subject of the customer's token; never logged, never a label. */
public record CustomerId(String value) {
    public CustomerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
    }

    /** Keeps a person's identity out of logs and messages that print a command. */
    @Override
    public String toString() {
        return "customer";
    }
}
