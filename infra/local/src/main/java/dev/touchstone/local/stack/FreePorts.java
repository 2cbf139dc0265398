package dev.touchstone.local.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback that nobody listens on. */
final class FreePorts {

    /**
     * Below the ports that systems give to outgoing connections: a client that keeps trying to reach a server that is down
     * would, now and then, be given the server's own port and talk to itself.
     */
    private static final int FROM = 20_000;
    private static final int TO = 32_000;

    private final Set<Integer> given = new HashSet<>();

    /** A port that is free now and that this instance has not given before. */
    synchronized int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FROM, TO);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a connection of before that the system still remembers is no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
