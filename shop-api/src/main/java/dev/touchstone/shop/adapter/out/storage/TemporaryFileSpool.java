package dev.touchstone.shop.adapter.out.storage;

import dev.touchstone.platform.storage.TemporaryFiles;
import dev.touchstone.shop.application.TechnicalFailure;
import dev.touchstone.shop.application.TechnicalFailure.Code;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.domain.model.ModelId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/** Spools to files that nobody else can read, hashing on the way; one buffer of 64 KiB for each upload. */
public final class TemporaryFileSpool implements ModelSpool {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final TemporaryFiles files;

    /** Clears away what a process that was killed amid an upload left in the directory. */
    public TemporaryFileSpool(Path directory) {
        try {
            this.files = new TemporaryFiles(directory, "touchstone-upload-");
        } catch (IOException e) {
            throw new TechnicalFailure(Code.SPOOL_UNAVAILABLE, e);
        }
    }

    @Override
    public <T> T spool(InputStream content, long limitBytes, Function<Spooled, T> use) {
        Path file = create();
        try {
            return use.apply(copy(content, limitBytes, file));
        } finally {
            TemporaryFiles.delete(file);
        }
    }

    private static Spooled copy(InputStream content, long limitBytes, Path file) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = read(content, buffer); count >= 0; count = read(content, buffer)) {
                bytes += count;
                if (bytes > limitBytes) {
                    return new BeyondLimit();
                }
                digest.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new TechnicalFailure(Code.SPOOL_UNAVAILABLE, e);
        }
        return new Complete(new ModelId(HexFormat.of().formatHex(digest.digest())), bytes, file);
    }

    /** Whatever goes wrong on this side is the sender's doing; web servers tell of it by exceptions of their own. */
    private static int read(InputStream content, byte[] buffer) {
        try {
            return content.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw new TechnicalFailure(Code.UPLOAD_ABORTED, e);
        }
    }

    private Path create() {
        try {
            return files.create(".stl");
        } catch (IOException e) {
            throw new TechnicalFailure(Code.SPOOL_UNAVAILABLE, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
