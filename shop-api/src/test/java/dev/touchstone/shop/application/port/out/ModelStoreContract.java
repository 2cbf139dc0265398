package dev.touchstone.shop.application.port.out;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.fakes.AtOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public abstract class ModelStoreContract {
    @TempDir
    private Path directory;

    private Path file;
    private Model model;

    protected abstract ModelStore store();

    /** What is kept under this name, read past the port. */
    protected abstract byte[] kept(ModelId id);

    @BeforeEach
    void writeAFile() throws IOException {
        file = Files.writeString(directory.resolve("model.stl"), "solid");
        // The store goes by the name that it is given, so that a new one each time is enough.
        model = new Model(new ModelId((UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "")), 5);
    }

    @Test
    void keepsAFile() {
        assertThat(store().put(model, file)).isTrue();
        assertThat(kept(model.id())).asString(UTF_8).isEqualTo("solid");
    }

    @Test
    void neverWritesAFileAgain() throws IOException {
        store().put(model, file);

        assertThat(store().put(model, Files.writeString(directory.resolve("other.stl"), "other"))).isFalse();
        assertThat(kept(model.id())).asString(UTF_8).isEqualTo("solid");
    }

    @Test
    void keepsAFileThatSeveralBringAtOnce() {
        List<Boolean> stored = AtOnce.run(4, () -> store().put(model, file));

        assertThat(stored).contains(true);
        assertThat(kept(model.id())).asString(UTF_8).isEqualTo("solid");
    }
}
