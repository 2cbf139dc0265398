package dev.touchstone.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

/**
 * Starts and ends servers as processes, and keeps in a folder which processes those are. Nothing is kept in memory: another
 * process that opens the same folder sees and ends the same servers, also after this one was killed.
 *
 * <p>Safe for several threads as long as each server is handled by one at a time.
 */
final class Supervisor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Path records;
    private final Path logs;
    private volatile boolean startsNoMore;

    /** @param folder gets {@code run} (one record per server) and {@code logs} (one file per server, appended to) */
    Supervisor(Path folder) {
        this.records = Folders.make(folder.resolve("run"));
        this.logs = Folders.make(folder.resolve("logs"));
    }

    /**
     * What is known of a server's processes.
     *
     * @param wanted    false when it was ended on purpose
     * @param endSignal how the server wants to be asked to end
     * @param processes the server itself last; may have ended since
     */
    record Entry(boolean wanted, Server.EndSignal endSignal, List<ProcessIdentity> processes) {

        Entry unwanted() {
            return new Entry(false, endSignal, processes);
        }
    }

    Path log(String server) {
        return logs.resolve(server + ".log");
    }

    /**
     * Starts a server and waits until it is healthy and furnished. One that already runs is left as it is.
     *
     * @throws StackFailure.ServerFailed when its process ends or it is not healthy in time; what was started is killed
     */
    void start(Server server, Duration patience) {
        if (startsNoMore) {
            throw new StackFailure.Interrupted();
        }
        if (mainProcess(server.name()).isPresent()) {
            return;
        }
        // What served it may have outlived it.
        kill(server.name());
        try {
            launch(server);
            awaitHealth(server, patience);
            server.furnish();
            recordDescendants(server.name());
        } catch (RuntimeException e) {
            kill(server.name());
            throw e instanceof StackFailure failure ? failure : new StackFailure.ServerFailed(server.name(), e.getMessage(), log(server.name()), e);
        }
    }

    /** From now on nothing is started, and what is starting is killed. */
    void startNoMore() {
        startsNoMore = true;
    }

    private void launch(Server server) {
        List<ProcessIdentity> started = new ArrayList<>();
        for (ProcessSpecification specification : server.prepare()) {
            ProcessBuilder builder = new ProcessBuilder(inASessionOfItsOwn(specification.command()))
                    .directory(specification.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log(server.name()).toFile()));
            builder.environment().putAll(specification.environment());
            try {
                ProcessIdentity.of(builder.start().toHandle()).ifPresent(started::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            write(server.name(), new Entry(true, server.endSignal(), started));
        }
    }

    /** Ctrl-C at the terminal reaches us alone, not the servers, which are then ended in order. */
    private static List<String> inASessionOfItsOwn(List<String> command) {
        return Commands.find("setsid").map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream()).toList()).orElse(command);
    }

    private void awaitHealth(Server server, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Health health = server.health();
        while (!health.up()) {
            if (startsNoMore) {
                throw new StackFailure.Interrupted();
            }
            if (mainProcess(server.name()).isEmpty()) {
                throw new StackFailure.ServerFailed(server.name(), "its process has ended", log(server.name()), null);
            }
            if (System.nanoTime() > end) {
                throw new StackFailure.ServerFailed(server.name(), "not healthy after " + patience.toSeconds() + " s: " + health.detail(), log(server.name()), null);
            }
            pause();
            health = server.health();
        }
    }

    /** Children are recorded too: they may outlive their parent when that is killed. */
    private void recordDescendants(String server) {
        Entry entry = entry(server).orElseThrow();
        write(server, new Entry(entry.wanted(), entry.endSignal(), identities(server).reversed()));
    }

    /** The processes that run for a server, the server itself first; empty when it does not run. */
    List<ProcessHandle> processes(String server) {
        return running(identities(server));
    }

    private List<ProcessIdentity> identities(String server) {
        List<ProcessIdentity> recorded = entry(server).map(Entry::processes).orElse(List.of()).reversed();
        Stream<ProcessIdentity> descendants = running(recorded).stream().flatMap(ProcessHandle::descendants)
                .flatMap(process -> ProcessIdentity.of(process).stream());
        return Stream.concat(recorded.stream(), descendants).distinct().toList();
    }

    /** The process of the server itself, while it runs. */
    Optional<ProcessHandle> mainProcess(String server) {
        return entry(server).map(entry -> entry.processes().getLast()).flatMap(ProcessIdentity::running);
    }

    /** Whether the server was started, was not ended on purpose, and yet does not run. */
    boolean died(String server) {
        return entry(server).filter(Entry::wanted).isPresent() && mainProcess(server).isEmpty();
    }

    /** Servers that the folder knows of, running or not. */
    List<String> known() {
        try (Stream<Path> files = Files.list(records)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json") && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ".json".length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the server to end in order, and kills what has not ended after 20 seconds. Does nothing when it does not run. */
    void stop(String server) {
        Entry entry = entry(server).orElse(null);
        if (entry == null) {
            return;
        }
        write(server, entry.unwanted());
        List<ProcessIdentity> processes = identities(server);
        entry.processes().getLast().running().ifPresent(process -> {
            ask(process, entry.endSignal());
            awaitEnd(List.of(entry.processes().getLast()));
        });
        // What served it, such as Erlang's port mapper, goes after it.
        running(processes).forEach(ProcessHandle::destroy);
        awaitEnd(processes);
        running(processes).forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes);
    }

    /** Ends all processes of a server at once, as a crash would. {@link #died} does not tell of it. */
    void kill(String server) {
        entry(server).ifPresent(entry -> write(server, entry.unwanted()));
        List<ProcessIdentity> processes = identities(server);
        running(processes).forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes);
    }

    /** Removes the record of a server that does not run, and puts its log aside as {@code NAME.previous.log}. */
    void forget(String server) {
        try {
            Files.deleteIfExists(file(server));
            if (Files.exists(log(server))) {
                Files.move(log(server), logs.resolve(server + ".previous.log"), REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void ask(ProcessHandle process, Server.EndSignal signal) {
        switch (signal) {
            case TERMINATE -> process.destroy();
            case INTERRUPT -> Commands.run(records, List.of("kill", "-INT", Long.toString(process.pid())));
        }
    }

    private static void awaitEnd(List<ProcessIdentity> processes) {
        long end = System.nanoTime() + GRACE.toNanos();
        while (!running(processes).isEmpty() && System.nanoTime() < end) {
            pause();
        }
    }

    private static List<ProcessHandle> running(List<ProcessIdentity> processes) {
        return processes.stream().flatMap(process -> process.running().stream()).toList();
    }

    static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure.Interrupted();
        }
    }

    private Optional<Entry> entry(String server) {
        Path file = file(server);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Entry.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String server, Entry entry) {
        try {
            Folders.writePrivately(file(server), JSON.writeValueAsString(entry));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String server) {
        return records.resolve(server + ".json");
    }
}
