package dev.touchstone.scenarios.chaos;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Throttles servers by pausing them again and again. */
final class StopAndGo {
    private final Servers servers;
    private final Map<String, Repetition> throttled = new ConcurrentHashMap<>();

    StopAndGo(Servers servers) {
        this.servers = servers;
    }

    void throttle(String server, double share, Duration slice) {
        Repetition slices = new Repetition("throttle-" + server);
        if (throttled.putIfAbsent(server, slices) == null) {
            slices.start(slice, () -> {
                servers.pause(server);
                try {
                    Thread.sleep((long) (slice.toMillis() * (1 - share)));
                } finally {
                    servers.resume(server);
                }
            });
        }
    }

    void unthrottle(String server) {
        Repetition slices = throttled.remove(server);
        if (slices != null) {
            slices.stop();
            servers.resume(server);
        }
    }
}
