package dev.touchstone.mes.adapter.out.storage;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.content.ContentWriter;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.platform.storage.ObjectStorage;
import dev.touchstone.platform.storage.StorageUnavailable;
import dev.touchstone.platform.storage.TemporaryFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Toolpaths under {@code toolpaths/<sha256>.gcode}, scans under {@code scans/<order>/<sha256>}. Files pass over the disk, never whole through memory. */
public final class S3ProductStore implements ProductStore {

    private final ObjectStorage storage;
    private final String bucket;
    private final TemporaryFiles temporaryFiles;

    public S3ProductStore(ObjectStorage storage, String bucket, TemporaryFiles temporaryFiles) {
        this.storage = storage;
        this.bucket = bucket;
        this.temporaryFiles = temporaryFiles;
    }

    @Override
    public ToolpathId storeToolpath(ContentWriter writer) {
        try {
            // The name is known only when the last byte is written, and S3 wants the length before the first.
            Path file = temporaryFiles.create(".gcode");
            try {
                ToolpathId toolpath = new ToolpathId(write(file, writer));
                storage.putIfAbsent(bucket, key(toolpath), file, "text/x.gcode");
                return toolpath;
            } finally {
                TemporaryFiles.delete(file);
            }
        } catch (IOException | StorageUnavailable e) {
            throw failed(e);
        }
    }

    @Override
    public <T> T readToolpath(ToolpathId toolpath, ContentReader<T> reader) {
        try {
            return storage.read(bucket, key(toolpath), reader::read).orElseThrow(() ->
                    new TechnicalFailure(TechnicalFailure.Code.TOOLPATH_MISSING, "there is no " + key(toolpath) + " in " + bucket));
        } catch (StorageUnavailable e) {
            throw failed(e);
        }
    }

    @Override
    public StoredScan storeScan(OrderId order, Path scan) {
        try {
            ScanId id = new ScanId(hash(scan));
            boolean anew = storage.putIfAbsent(bucket, "scans/" + order + "/" + id.sha256(), scan, "application/octet-stream");
            return new StoredScan(id, anew);
        } catch (IOException | StorageUnavailable e) {
            throw failed(e);
        }
    }

    private static String key(ToolpathId toolpath) {
        return "toolpaths/" + toolpath.sha256() + ".gcode";
    }

    private static String write(Path file, ContentWriter writer) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            writer.write(out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            Files.copy(file, out);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static TechnicalFailure failed(Exception cause) {
        return new TechnicalFailure(TechnicalFailure.Code.STORAGE, String.valueOf(cause.getMessage()), cause);
    }
}
