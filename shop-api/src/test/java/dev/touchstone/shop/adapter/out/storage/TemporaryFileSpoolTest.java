package dev.touchstone.shop.adapter.out.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.application.port.out.ModelSpool.BeyondLimit;
import dev.touchstone.shop.application.port.out.ModelSpool.Complete;
import dev.touchstone.shop.application.port.out.ModelSpoolContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryFileSpoolTest extends ModelSpoolContract {
    @TempDir
    private Path directory;

    @Override
    protected ModelSpool spool() {
        return new TemporaryFileSpool(directory);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesNothingOfAnUploadThatBreaksOff(boolean checked) {
        assertThatThrownBy(() -> spool().spool(new Endless(100_000, checked), Long.MAX_VALUE, spooled -> spooled))
                .isInstanceOfSatisfying(TechnicalFailure.class, failure -> assertThat(failure.code()).isEqualTo(Code.UPLOAD_ABORTED));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void stopsReadingAtTheFirstByteBeyondTheLimit() {
        Endless content = new Endless(Integer.MAX_VALUE, true);

        assertThat(spool().<Object>spool(content, 1_000_000, spooled -> spooled)).isEqualTo(new BeyondLimit());
        assertThat(content.read).isLessThan(1_000_000 + 64 * 1024);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void hidesAnUploadFromOtherUsersOfTheMachine() {
        spool().spool(InputStream.nullInputStream(), 10, spooled -> {
            assertThat(permissions(((Complete) spooled).file())).isEqualTo("rw-------");
            return "looked";
        });
    }

    @Test
    void clearsAwayWhatAKilledProcessLeftAndNothingElse() throws IOException {
        Path abandoned = file("touchstone-upload-1.stl", Duration.ofHours(2));
        Path inWork = file("touchstone-upload-2.stl", Duration.ofMinutes(1));
        Path foreign = file("somebody-elses", Duration.ofHours(2));

        spool();

        assertThat(abandoned).doesNotExist();
        assertThat(inWork).exists();
        assertThat(foreign).exists();
    }

    @Test
    void makesItsDirectory() {
        Path missing = directory.resolve("not/there");

        assertThat(new TemporaryFileSpool(missing).<Object>spool(InputStream.nullInputStream(), 10, spooled -> spooled)).isInstanceOf(Complete.class);
    }

    @Test
    void saysSoWhenTheDirectoryIsNoDirectory() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new TemporaryFileSpool(file))
                .isInstanceOfSatisfying(TechnicalFailure.class, failure -> assertThat(failure.code()).isEqualTo(Code.SPOOL_UNAVAILABLE));
    }

    private Path file(String name, Duration age) throws IOException {
        Path file = Files.createFile(directory.resolve(name));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Content that breaks off after so many bytes, as a socket does or as a web server tells of it. */
    private static final class Endless extends InputStream {
        private final int breaksAfter;
        private final boolean checked;
        private int read;

        Endless(int breaksAfter, boolean checked) {
            this.breaksAfter = breaksAfter;
            this.checked = checked;
        }

        @Override
        public int read() throws IOException {
            if (read >= breaksAfter) {
                IOException failure = new IOException("connection reset");
                if (checked) {
                    throw failure;
                }
                throw new UncheckedIOException(failure);
            }
            read++;
            return 'x';
        }
    }
}
