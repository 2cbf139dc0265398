package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.model.ModelId;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Function;

/** Keeps an upload aside until its size and name are known. */
public interface ModelSpool {
    /**
     * Reads content to its end or to the first byte beyond the limit, whichever is sooner, in bounded memory.
     *
     * @param use told what was read; the file is there until it returns or throws, and gone thereafter
     */
    <T> T spool(InputStream content, long limitBytes, Function<Spooled, T> use);

    sealed interface Spooled permits Complete, BeyondLimit {}

    record Complete(ModelId id, long bytes, Path file) implements Spooled {}

    record BeyondLimit() implements Spooled {}
}
