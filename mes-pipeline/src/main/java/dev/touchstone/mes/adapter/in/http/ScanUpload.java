package dev.touchstone.mes.adapter.in.http;

import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.storage.TemporaryFiles;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A request's body in a temporary file, which is gone when this is closed. */
record ScanUpload(Path file, long bytes) implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** @throws ProblemException 400 for an empty body, 413 beyond the limit; nothing is left on disk then */
    static ScanUpload receive(ServerRequest request, long limitBytes, TemporaryFiles temporaryFiles) throws IOException {
        Path file = temporaryFiles.create(".scan");
        try {
            long bytes = spool(request, file, limitBytes);
            if (bytes == 0) {
                throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "empty-scan", "Empty scan", "The body must hold the scan's bytes."));
            }
            return new ScanUpload(file, bytes);
        } catch (IOException | RuntimeException e) {
            TemporaryFiles.delete(file);
            throw e;
        }
    }

    private static long spool(ServerRequest request, Path file, long limitBytes) throws IOException {
        if (!request.content().hasEntity()) {
            return 0;
        }
        long bytes = 0;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = request.content().inputStream(); OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                bytes += count;
                if (bytes > limitBytes) {
                    throw new ProblemException(Problem.of(Status.REQUEST_ENTITY_TOO_LARGE_413, "A scan must not be longer than " + limitBytes + " bytes."));
                }
                out.write(buffer, 0, count);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        TemporaryFiles.delete(file);
    }
}
