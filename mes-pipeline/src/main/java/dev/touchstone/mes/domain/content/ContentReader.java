package dev.touchstone.mes.domain.content;

import java.io.IOException;
import java.io.InputStream;

/** Takes in a file's bytes as they come. The caller opens and closes the stream. */
@FunctionalInterface
public interface ContentReader<T> {

    T read(InputStream content) throws IOException;
}
