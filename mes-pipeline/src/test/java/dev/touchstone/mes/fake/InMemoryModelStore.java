package dev.touchstone.mes.fake;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.ModelStore;
import dev.touchstone.mes.domain.workorder.ModelId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

public final class InMemoryModelStore implements ModelStore {

    private final Map<ModelId, byte[]> files = new HashMap<>();

    public ModelId put(byte[] content) {
        ModelId id = new ModelId(Sha256.of(content));
        files.put(id, content);
        return id;
    }

    @Override
    public long size(ModelId model) {
        return content(model).length;
    }

    @Override
    public <T> T read(ModelId model, ContentReader<T> reader) {
        try {
            return reader.read(new ByteArrayInputStream(content(model)));
        } catch (IOException e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, model.sha256(), e);
        }
    }

    private byte[] content(ModelId model) {
        byte[] content = files.get(model);
        if (content == null) {
            throw new TechnicalFailure(TechnicalFailure.Code.MODEL_MISSING, model.sha256());
        }
        return content;
    }
}
