package dev.touchstone.mes.domain.mesh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stream seen through a small little-endian window, that ends with TOO_LARGE beyond its limit. */
final class StlSource {

    private static final int WINDOW_BYTES = 1 << 16;

    private final InputStream in;
    private final long limit;
    private final ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long fetched;
    private boolean ended;

    StlSource(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * The bytes not yet consumed, at least {@code wanted} of them unless the stream ends before; consumed by moving the
     * window's position. Valid until the next call.
     *
     * @param wanted at most the window's size
     */
    ByteBuffer window(int wanted) throws IOException, DefectiveMesh {
        if (window.remaining() < wanted && !ended) {
            window.compact();
            while (window.position() < wanted && !ended) {
                fetch();
            }
            window.flip();
        }
        return window;
    }

    /** The next byte, not consumed, or -1 at the end. */
    int peek() throws IOException, DefectiveMesh {
        return window(1).hasRemaining() ? window.get(window.position()) & 0xff : -1;
    }

    /** Consumes the byte that {@link #peek} showed. */
    void skip() {
        window.position(window.position() + 1);
    }

    /** Consumes everything that is left; says how many bytes the stream had in all. */
    long drain() throws IOException, DefectiveMesh {
        while (window(1).hasRemaining()) {
            window.position(window.limit());
        }
        return fetched;
    }

    private void fetch() throws IOException, DefectiveMesh {
        int count = in.read(window.array(), window.position(), window.remaining());
        if (count < 0) {
            ended = true;
            return;
        }
        fetched += count;
        if (fetched > limit) {
            throw new DefectiveMesh(MeshDefect.TOO_LARGE, "The file is larger than " + limit + " bytes.");
        }
        window.position(window.position() + count);
    }
}
