package dev.touchstone.mes.domain.content;

import java.io.IOException;
import java.io.OutputStream;

/** Brings forth a file's bytes. The caller opens and closes the stream. */
@FunctionalInterface
public interface ContentWriter {

    void write(OutputStream content) throws IOException;
}
