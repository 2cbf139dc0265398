package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.domain.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/** Reads all into memory, then hands on a file: what the real spool must never do, and simple enough to trust. */
public final class InMemoryModelSpool implements ModelSpool {
    @Override
    public <T> T spool(InputStream content, long limitBytes, Function<Spooled, T> use) {
        try {
            byte[] bytes = content.readNBytes(Math.toIntExact(limitBytes + 1));
            if (bytes.length > limitBytes) {
                return use.apply(new BeyondLimit());
            }
            String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            Path file = Files.createTempFile("model", ".stl");
            try {
                Files.write(file, bytes);
                return use.apply(new Complete(new ModelId(digest), bytes.length, file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
