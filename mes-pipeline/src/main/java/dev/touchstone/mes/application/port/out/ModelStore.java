package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.workorder.ModelId;

public interface ModelStore {

    /**
     * In bytes.
     *
     * @throws dev.touchstone.mes.application.TechnicalFailure MODEL_MISSING or STORAGE
     */
    long size(ModelId model);

    /**
     * Hands the model's bytes to the reader and returns its result.
     *
     * @throws dev.touchstone.mes.application.TechnicalFailure MODEL_MISSING or STORAGE
     */
    <T> T read(ModelId model, ContentReader<T> reader);
}
