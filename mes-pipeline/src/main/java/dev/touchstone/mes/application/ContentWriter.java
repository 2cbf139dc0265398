package dev.touchstone.mes.application;

import java.io.IOException;
import java.io.OutputStream;

/** Brings forth a file's bytes. The caller opens and closes the stream. */
@FunctionalInterface
public interface ContentWriter {

    void write(OutputStream content) throws IOException;
}
