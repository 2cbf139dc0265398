package dev.touchstone.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SecretsTest {

    @TempDir
    private Path folder;

    @Test
    void makesADifferentPasswordForEachNameAndKeepsIt() {
        Secrets secrets = new Secrets(folder.resolve("secrets"));

        String shop = secrets.value("shop");

        assertThat(shop).matches("[A-Za-z0-9_-]{32}").isNotEqualTo(secrets.value("mes"));
        assertThat(new Secrets(folder.resolve("secrets")).value("shop")).isEqualTo(shop);
    }

    @Test
    void letsOnlyTheOwnerRead() throws Exception {
        Path file = new Secrets(folder.resolve("secrets")).file("shop");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
    }
}
