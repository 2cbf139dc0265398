package dev.touchstone.scenarios.chaos;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The servers of a stack; only processes that it has recorded as its own are touched. */
public final class Processes implements Servers {
    private final Stack stack;
    private final StopAndGo throttle = new StopAndGo(this);

    public Processes(Stack stack) {
        this.stack = stack;
    }

    @Override
    public Addresses addresses() {
        return stack.addresses();
    }

    @Override
    public void kill(String server) {
        stack.kill(server);
    }

    @Override
    public void stop(String server) {
        stack.stop(server);
    }

    @Override
    public void start(String server) {
        stack.start(server);
    }

    @Override
    public void pause(String server) {
        signal(server, "STOP");
    }

    @Override
    public void resume(String server) {
        signal(server, "CONT");
    }

    private void signal(String server, String name) {
        List<Long> processes = stack.processes(server);
        if (!processes.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("kill", "-" + name));
            processes.forEach(process -> command.add(Long.toString(process)));
            Commands.run(Path.of("/"), command);
        }
    }

    @Override
    public void throttle(String server, double share, Duration slice) {
        throttle.throttle(server, share, slice);
    }

    @Override
    public void unthrottle(String server) {
        throttle.unthrottle(server);
    }

    @Override
    public boolean networked() {
        return false;
    }

    @Override
    public void disconnect(String server) {
        throw new UnsupportedOperationException(server + " is a process, and processes share the machine's network: only a container can be cut off");
    }

    @Override
    public void connect(String server) {
        // Nothing can have cut it off.
    }

    @Override
    public void controlBroker(String... arguments) {
        stack.controlBroker(arguments);
    }

    @Override
    public void close() {
        // Who started the stack ends it.
    }
}
