package dev.touchstone.shop.domain.order;

/** Counts the changes of an order from 1; whoever changes it names the version that was read (optimistic locking). */
public record Version(int number) {
    public static final Version FIRST = new Version(1);

    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
    }

    public Version next() {
        return new Version(number + 1);
    }

    /** @throws IllegalStateException for the first version */
    public Version previous() {
        if (number == 1) {
            throw new IllegalStateException("nothing precedes the first version");
        }
        return new Version(number - 1);
    }
}
