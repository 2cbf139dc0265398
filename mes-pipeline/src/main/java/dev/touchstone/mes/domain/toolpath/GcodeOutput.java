package dev.touchstone.mes.domain.toolpath;

import java.io.IOException;
import java.io.OutputStream;

/** Lines of G-code, in ASCII, each ended by a line feed; formats numbers without making garbage of them. */
final class GcodeOutput {

    private static final int BUFFER_BYTES = 1 << 16;
    /** Longer than any text between two flushes of the buffer. */
    private static final int ROOM_BYTES = 256;
    private static final int SCALE = 10_000;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] digits = new byte[24];
    private int used;
    private long flushed;

    GcodeOutput(OutputStream out) {
        this.out = out;
    }

    GcodeOutput line(String text) throws IOException {
        return text(text).end();
    }

    GcodeOutput text(String text) throws IOException {
        makeRoom();
        for (int i = 0; i < text.length(); i++) {
            buffer[used++] = (byte) text.charAt(i);
        }
        return this;
    }

    GcodeOutput position(double x, double y) throws IOException {
        return text(" X").decimal(x).text(" Y").decimal(y);
    }

    /** Four decimals, trailing zeros left out, whatever the locale. */
    GcodeOutput decimal(double value) throws IOException {
        makeRoom();
        long scaled = Math.round(value * SCALE);
        if (scaled < 0) {
            buffer[used++] = '-';
            scaled = -scaled;
        }
        long fraction = scaled % SCALE;
        integer(scaled / SCALE);
        if (fraction > 0) {
            buffer[used++] = '.';
            for (int unit = SCALE / 10; fraction > 0; unit /= 10) {
                buffer[used++] = (byte) ('0' + fraction / unit);
                fraction %= unit;
            }
        }
        return this;
    }

    GcodeOutput end() throws IOException {
        makeRoom();
        buffer[used++] = '\n';
        return this;
    }

    void flush() throws IOException {
        out.write(buffer, 0, used);
        flushed += used;
        used = 0;
        out.flush();
    }

    /** Written so far. */
    long bytes() {
        return flushed + used;
    }

    private void integer(long value) {
        int count = 0;
        long rest = value;
        do {
            digits[count++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        while (count > 0) {
            buffer[used++] = digits[--count];
        }
    }

    private void makeRoom() throws IOException {
        if (buffer.length - used < ROOM_BYTES) {
            out.write(buffer, 0, used);
            flushed += used;
            used = 0;
        }
    }
}
