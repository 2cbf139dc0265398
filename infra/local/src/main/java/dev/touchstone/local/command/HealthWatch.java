package dev.touchstone.local.command;

import dev.touchstone.local.stack.ServerStatus;
import dev.touchstone.local.stack.ServerStatus.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Looks after the servers and remembers what was ever wrong. A health check that fails once may be a busy machine; one that fails
 * twice in a row, and a server that has ended, are troubles.
 */
final class HealthWatch {

    private final Supplier<List<ServerStatus>> servers;
    private final Screen screen;
    private final Map<String, Integer> failedLooks = new HashMap<>();
    private final List<String> troubles = new ArrayList<>();

    HealthWatch(Supplier<List<ServerStatus>> servers, Screen screen) {
        this.servers = servers;
        this.screen = screen;
    }

    void look() {
        for (ServerStatus server : servers.get()) {
            if (server.state() == State.HEALTHY) {
                if (failedLooks.getOrDefault(server.name(), 0) > 0) {
                    screen.line("%s is healthy again", server.name());
                }
                failedLooks.put(server.name(), 0);
                continue;
            }
            int looks = failedLooks.merge(server.name(), 1, Integer::sum);
            String trouble = "%s: %s (%s); see ./touchstone logs %s".formatted(server.name(), StatusCommand.word(server.state()),
                    server.detail(), server.name());
            if (looks == 1) {
                screen.line(trouble);
            }
            boolean lasts = looks == 2 && server.state() == State.UNHEALTHY;
            boolean ended = looks == 1 && server.state() != State.UNHEALTHY;
            if (lasts || ended) {
                troubles.add(trouble);
            }
        }
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }
}
