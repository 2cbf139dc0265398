package dev.touchstone.shop.domain.model;

/** A file that was uploaded, by name and size in bytes. */
public record Model(ModelId id, long bytes) {
    /** 64 MiB: about 1.3 million facets of binary STL. */
    public static final long LARGEST = 64L * 1024 * 1024;

    public Model {
        if (bytes < 1 || bytes > LARGEST) {
            throw new IllegalArgumentException("a model has between 1 and " + LARGEST + " bytes");
        }
    }
}
