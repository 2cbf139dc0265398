package dev.touchstone.shop.domain.order;

/** What a piece is cast in, by trade name and fineness in parts per thousand: {@code silver-925}. */
public record Metal(String name) {
    public Metal {
        if (name.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
