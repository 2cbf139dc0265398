package dev.touchstone.observability.http;

import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bodies of one request and its response: their bytes, and whether one of them broke off. */
final class Exchange {
    private final RoutingRequest request;
    private long read;
    private long written;
    private boolean readToTheEnd;
    private boolean receivingBroke;
    private boolean sendingBroke;

    private Exchange(RoutingRequest request) {
        this.request = request;
    }

    static Exchange observe(RoutingRequest request, RoutingResponse response) {
        Exchange exchange = new Exchange(request);
        request.streamFilter(exchange::counted);
        response.streamFilter(exchange::counted);
        return exchange;
    }

    /** What left the handling of the request, null when nothing did. */
    void ended(Throwable failure) {
        if (failure instanceof CloseConnectionException && !receivingBroke) {
            sendingBroke = true;
        }
    }

    boolean receivingBroke() {
        return receivingBroke;
    }

    boolean sendingBroke() {
        return sendingBroke;
    }

    long sent() {
        return written;
    }

    /** What was read; of a body that the handler left alone, what the client announced, unless it waited for leave to send it. */
    long received() {
        boolean announced = request.headers().contentLength().isPresent();
        boolean heldBack = request.headers().contains(HeaderValues.EXPECT_100) && !request.continueSent();
        return receivingBroke || readToTheEnd || !announced || heldBack
                ? read
                : Math.max(read, request.headers().contentLength().getAsLong());
    }

    private InputStream counted(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                try {
                    int value = super.read();
                    count(value < 0 ? -1 : 1);
                    return value;
                } catch (IOException | RuntimeException failure) {
                    broke(failure);
                    throw failure;
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                try {
                    int count = super.read(buffer, offset, length);
                    count(count);
                    return count;
                } catch (IOException | RuntimeException failure) {
                    broke(failure);
                    throw failure;
                }
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = super.skip(count);
                read += skipped;
                return skipped;
            }

            private void count(int count) {
                if (count < 0) {
                    readToTheEnd = true;
                } else {
                    read += count;
                }
            }

            private void broke(Exception failure) {
                // The server's own refusal, of a body that is too long, is not the client's breaking off.
                receivingBroke |= !(failure instanceof RequestException);
            }
        };
    }

    private OutputStream counted(OutputStream body) {
        return new FilterOutputStream(body) {
            @Override
            public void write(int value) throws IOException {
                try {
                    out.write(value);
                    written++;
                } catch (IOException | RuntimeException failure) {
                    sendingBroke = true;
                    throw failure;
                }
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                try {
                    out.write(buffer, offset, length);
                    written += length;
                } catch (IOException | RuntimeException failure) {
                    sendingBroke = true;
                    throw failure;
                }
            }
        };
    }
}
