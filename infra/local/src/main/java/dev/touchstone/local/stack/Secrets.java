package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Random passwords in files that only their owner can read, made when first asked for.
 *
 * @param folder one file per password, holding nothing else
 */
record Secrets(Path folder) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    Secrets {
        Folders.make(folder);
    }

    Path file(String name) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            Folders.writePrivately(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random(BYTES)));
        }
        return file;
    }

    static byte[] random(int length) {
        byte[] random = new byte[length];
        RANDOM.nextBytes(random);
        return random;
    }

    String value(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
