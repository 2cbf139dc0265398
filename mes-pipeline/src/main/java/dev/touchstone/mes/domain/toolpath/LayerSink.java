package dev.touchstone.mes.domain.toolpath;

import java.io.IOException;

/** Takes layers one by one, from the bottom up. */
@FunctionalInterface
public interface LayerSink {

    void accept(Layer layer) throws IOException;
}
