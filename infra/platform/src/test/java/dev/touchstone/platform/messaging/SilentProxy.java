package dev.touchstone.platform.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Stands between client and broker and can hold back what the broker says, as a network or a broker does that hangs. */
final class SilentProxy implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String host;
    private final int port;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean silent;
    private String lastWords;

    SilentProxy(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void silent(boolean silent) {
        lock.lock();
        try {
            this.silent = silent;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** From when the client has said this, and the broker has heard it, on. */
    void silentAfter(String words) {
        lock.lock();
        try {
            lastWords = words;
        } finally {
            lock.unlock();
        }
    }

    private void hushAfter(String said) {
        lock.lock();
        try {
            silent |= lastWords != null && said.contains(lastWords);
        } finally {
            lock.unlock();
        }
    }

    /** Both sides lose their connections without a word, as when the client's process is killed. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket broker = new Socket(host, port);
                sockets.add(client);
                sockets.add(broker);
                Thread.ofVirtual().start(() -> pump(client, broker, false));
                Thread.ofVirtual().start(() -> pump(broker, client, true));
            } catch (IOException e) {
                // Closed, or the broker is away: the client sees a connection that leads nowhere.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean holdable) {
        try (from; to; InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (holdable) {
                    awaitSpeech();
                } else {
                    // Before the broker can answer.
                    hushAfter(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // One side has gone; both sockets are closed now.
        }
    }

    private void awaitSpeech() {
        lock.lock();
        try {
            while (silent) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        silent(false);
        server.close();
    }
}
