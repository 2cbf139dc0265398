package dev.touchstone.shop.application.port.out;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.application.port.out.ModelSpool.BeyondLimit;
import dev.touchstone.shop.application.port.out.ModelSpool.Complete;
import dev.touchstone.shop.domain.model.ModelId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

public abstract class ModelSpoolContract {
    // SHA-256 of "abc" and of nothing: test vectors of NIST
    private static final ModelId ABC = new ModelId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    private static final ModelId NOTHING = new ModelId("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    protected abstract ModelSpool spool();

    @Test
    void tellsNameSizeAndContentAndTidiesUp() {
        AtomicReference<Path> file = new AtomicReference<>();

        String content = spool().spool(stream("abc"), 100, spooled -> {
            Complete complete = (Complete) spooled;
            assertThat(complete.id()).isEqualTo(ABC);
            assertThat(complete.bytes()).isEqualTo(3);
            file.set(complete.file());
            return read(complete.file());
        });

        assertThat(content).isEqualTo("abc");
        assertThat(file.get()).doesNotExist();
    }

    @Test
    void takesAsMuchAsTheLimitAndNoByteMore() {
        assertThat(spool().<Object>spool(stream("abc"), 3, spooled -> spooled)).isInstanceOf(Complete.class);
        assertThat(spool().<Object>spool(stream("abcd"), 3, spooled -> spooled)).isEqualTo(new BeyondLimit());
    }

    @Test
    void spoolsNothingToo() {
        ModelId id = spool().spool(stream(""), 3, spooled -> ((Complete) spooled).id());

        assertThat(id).isEqualTo(NOTHING);
    }

    @Test
    void tidiesUpAfterAnExceptionOfTheUserAndLetsItOutAsItIs() {
        AtomicReference<Path> file = new AtomicReference<>();
        IllegalStateException failure = new IllegalStateException("no use");

        assertThatThrownBy(() -> spool().spool(stream("abc"), 3, spooled -> {
            file.set(((Complete) spooled).file());
            throw failure;
        })).isSameAs(failure);
        assertThat(file.get()).doesNotExist();
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(UTF_8));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
