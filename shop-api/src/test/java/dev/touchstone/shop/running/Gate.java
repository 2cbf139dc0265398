package dev.touchstone.shop.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a server that other tests use too, so that it can be taken away from one of them. */
public final class Gate implements AutoCloseable {
    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    public Gate(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The address with this gate in place of its own port. */
    public String before(String address) {
        return address.replaceFirst("(localhost|127\\.0\\.0\\.1):\\d+", "127.0.0.1:" + port());
    }

    public static int portOf(String address) {
        return URI.create(address.replaceFirst("^jdbc:", "")).getPort();
    }

    /** Breaks every connection, and each new one at once. */
    public void shut() {
        shut = true;
        open.forEach(Gate::close);
    }

    public void open() {
        shut = false;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket caller = listening.accept();
                if (shut) {
                    close(caller);
                } else {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    pipe(caller, server);
                    pipe(server, caller);
                }
            } catch (IOException ended) {
                // by close(), or the server is gone itself: the next caller will tell
            }
        }
    }

    private void pipe(Socket from, Socket to) {
        open.add(from);
        Thread.ofVirtual().start(() -> {
            try (from; to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException ended) {
                // one side hung up, and so does the other
            }
            open.remove(from);
        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // it is as good as closed
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        shut();
    }
}
