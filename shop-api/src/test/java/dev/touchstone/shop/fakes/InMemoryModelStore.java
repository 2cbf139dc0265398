package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryModelStore implements ModelStore {
    private final Map<ModelId, byte[]> files = new ConcurrentHashMap<>();

    @Override
    public boolean put(Model model, Path file) {
        try {
            return files.putIfAbsent(model.id(), Files.readAllBytes(file)) == null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Map<ModelId, byte[]> files() {
        return files;
    }
}
