package dev.touchstone.platform.storage;

import java.io.IOException;
import java.io.InputStream;

/** Consumes an object while its stream is open; the stream is closed afterwards. */
@FunctionalInterface
public interface ObjectReader<T> {
    T read(InputStream content) throws IOException;
}
