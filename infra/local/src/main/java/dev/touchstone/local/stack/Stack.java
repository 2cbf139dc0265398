package dev.touchstone.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.ServerStatus.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The whole suite as processes of this machine: databases, broker, object storage, Prometheus, Alertmanager, Zipkin and the three services.
 *
 * <p>The stack lives in its folder and in its processes, not in this object: whoever {@linkplain #attach attaches} to the folder
 * can look at it, and kill or start single servers. Only who started it holds its lock and ends it by {@link #close()}.
 */
public final class Stack implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StackSettings settings;
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private final Addresses addresses;
    private final Supervisor supervisor;
    private final Progress progress;
    private final StackLock lock;
    private volatile CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);
    private Thread hook;

    private Stack(StackSettings settings, Progress progress, StackLock lock) {
        StackPlan plan = new StackPlan(settings);
        this.settings = settings;
        plan.servers().forEach(server -> servers.put(server.name(), server));
        this.addresses = plan.addresses();
        this.supervisor = new Supervisor(settings.folder());
        this.progress = progress;
        this.lock = lock;
    }

    /** What is needed to attach: written at the start, read by other processes. */
    private record Description(ProcessIdentity owner, Ports ports, boolean traces, Map<String, Map<String, String>> environment) {
    }

    /**
     * Starts a stack and waits until every server is healthy. What a killed stack has left running in the folder is ended
     * first; its data is kept.
     *
     * @throws StackFailure with nothing left running
     * @throws dev.touchstone.local.runtime.MissingSoftware when a program is neither there nor to be had
     */
    public static Stack start(StackSettings settings, Progress progress) {
        List<Path> missing = StackPlan.missingJars(settings.project());
        if (!missing.isEmpty()) {
            throw new StackFailure.NotBuilt(missing);
        }
        if (settings.folder().toString().chars().anyMatch(Character::isWhitespace)) {
            throw new StackFailure.BlankInPath(settings.folder());
        }
        Folders.make(settings.folder());
        StackLock lock = StackLock.take(settings.folder())
                .orElseThrow(() -> new StackFailure.AlreadyRunning(settings.folder(), owner(settings.folder())));
        Stack stack;
        try {
            describe(settings);
            Progress oneAtATime = oneAtATime(progress);
            endLeftovers(new Supervisor(settings.folder()), oneAtATime);
            oneAtATime.report(new Progress.FindingPrograms());
            stack = new Stack(settings, oneAtATime, lock);
            stack.refuseTakenPorts();
            stack.addresses.write(settings.folder());
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        stack.closeAtTheEndOfThisProcess();
        try {
            stack.startAll();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** The stack whose description is in the folder, running or not; empty when there is none. */
    public static Optional<Stack> attach(Project project, Path folder) {
        return description(folder).map(description -> {
            StackSettings plain = StackSettings.of(project);
            StackSettings settings = new StackSettings(project, folder, description.ports(), description.traces(), description.environment(), plain.patience());
            return new Stack(settings, event -> { }, null);
        });
    }

    /**
     * Ends the stack of a folder, whoever started it: asks its owner to, and when there is none any more ends what it has left.
     * Data, logs and passwords are kept.
     *
     * @return whether anything ran
     * @throws StackFailure.StillRunning when the owner does not end within the patience
     */
    public static boolean down(Path folder, Duration patience, Progress progress) {
        if (!Files.exists(folder)) {
            return false;
        }
        boolean owned = StackLock.isHeld(folder);
        if (owned) {
            owner(folder).ifPresent(ProcessHandle::destroy);
            long end = System.nanoTime() + patience.toNanos();
            while (StackLock.isHeld(folder)) {
                if (System.nanoTime() > end) {
                    throw new StackFailure.StillRunning(folder, owner(folder));
                }
                Supervisor.pause();
            }
        }
        return endLeftovers(new Supervisor(folder), progress) || owned;
    }

    /** Each as soon as those that it needs are healthy; the first failure ends the whole start. */
    private void startAll() {
        starting = new CompletableFuture<>();
        Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
        AtomicReference<RuntimeException> firstFailure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Server server : servers.values()) {
                CompletableFuture<?>[] needs = server.needs().stream().map(starts::get).toArray(CompletableFuture[]::new);
                starts.put(server.name(), CompletableFuture.allOf(needs).thenRunAsync(() -> start(server), threads).whenComplete((done, failure) -> {
                    if (failure != null && firstFailure.compareAndSet(null, unwrapped(failure))) {
                        supervisor.startNoMore();
                    }
                }));
            }
            CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new)).exceptionally(failure -> null).join();
        } finally {
            starting.complete(null);
        }
        if (firstFailure.get() != null) {
            throw firstFailure.get();
        }
    }

    private static RuntimeException unwrapped(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private void start(Server server) {
        long begin = System.nanoTime();
        progress.report(new Progress.Starting(server.name()));
        try {
            supervisor.start(server, settings.patience());
        } catch (RuntimeException e) {
            progress.report(new Progress.Failed(server.name(), e.getMessage()));
            throw e;
        }
        progress.report(new Progress.Healthy(server.name(), Duration.ofNanos(System.nanoTime() - begin)));
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Asks every server for its health, all at once; takes a few seconds when one hangs. */
    public List<ServerStatus> status() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return servers.values().stream()
                    .map(server -> CompletableFuture.supplyAsync(() -> status(server), threads)).toList().stream()
                    .map(CompletableFuture::join).toList();
        }
    }

    private ServerStatus status(Server server) {
        List<Long> pids = supervisor.processes(server.name()).stream().map(ProcessHandle::pid).toList();
        State state;
        String detail;
        if (supervisor.mainProcess(server.name()).isPresent()) {
            Health health = server.health();
            state = health.up() ? State.HEALTHY : State.UNHEALTHY;
            detail = health.detail();
        } else {
            state = supervisor.died(server.name()) ? State.DIED : State.STOPPED;
            detail = state == State.DIED ? "ended by itself" : "not started, or stopped";
        }
        Map<String, URI> listening = new LinkedHashMap<>();
        server.ports().forEach((word, port) -> listening.put(word, URI.create("tcp://127.0.0.1:" + port)));
        return new ServerStatus(server.name(), state, pids, listening, detail, supervisor.log(server.name()));
    }

    /** Servers that have ended though nobody asked them to; cheap, for looking often. */
    public List<String> died() {
        return servers.keySet().stream().filter(supervisor::died).toList();
    }

    /** The names of all servers, in the order in which they are started. */
    public List<String> names() {
        return List.copyOf(servers.keySet());
    }

    /** The processes that run for a server, its own first; never another's, though the system may have given it the same number. */
    public List<Long> processes(String server) {
        return supervisor.processes(known(server).name()).stream().map(ProcessHandle::pid).toList();
    }

    /**
     * Has the broker's own tool do something to this stack's broker, such as {@code set_disk_free_limit 256MB}.
     *
     * @return what it printed
     */
    public String controlBroker(String... arguments) {
        return ((RabbitMqServer) known("rabbitmq")).control(List.of(arguments));
    }

    /** Kills a server with all its processes, as a crash would. It counts as stopped, not as died. */
    public void kill(String server) {
        supervisor.kill(known(server).name());
    }

    /** Asks a server to end, and kills it when it does not within 20 seconds. */
    public void stop(String server) {
        supervisor.stop(known(server).name());
    }

    /** Starts a server that does not run, and waits until it is healthy. */
    public void start(String server) {
        supervisor.start(known(server), settings.patience());
    }

    private Server known(String name) {
        Server server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no server " + name + ", only " + servers.keySet());
        }
        return server;
    }

    /** Where the server writes its log. */
    public Path log(String server) {
        return supervisor.log(known(server).name());
    }

    /**
     * Ends every server, those first that need others, when this object has started the stack; else does nothing. Happens at the
     * end of the process by itself, also when that comes in the middle of the start.
     */
    @Override
    public synchronized void close() {
        if (lock == null || !lock.isOpen()) {
            return;
        }
        supervisor.startNoMore();
        starting.join();
        stopAll();
        lock.close();
        if (Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: the hook finds nothing left to do.
            }
        }
    }

    private void closeAtTheEndOfThisProcess() {
        hook = Thread.ofPlatform().name("stack-close").unstarted(this::close);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopAll() {
        List<Server> running = new ArrayList<>(servers.values());
        while (!running.isEmpty()) {
            // All that nobody else needs any more, together.
            List<Server> next = running.stream().filter(server -> running.stream().noneMatch(other -> other.needs().contains(server.name()))).toList();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                next.forEach(server -> threads.submit(() -> stop(server)));
            }
            running.removeAll(next);
        }
    }

    private void stop(Server server) {
        if (supervisor.processes(server.name()).isEmpty()) {
            return;
        }
        progress.report(new Progress.Stopping(server.name()));
        supervisor.stop(server.name());
        progress.report(new Progress.Stopped(server.name()));
    }

    private static boolean endLeftovers(Supervisor supervisor, Progress progress) {
        Map<String, List<Long>> left = new HashMap<>();
        for (String server : supervisor.known()) {
            List<Long> pids = supervisor.processes(server).stream().map(ProcessHandle::pid).toList();
            if (!pids.isEmpty()) {
                left.put(server, pids);
            }
        }
        left.keySet().parallelStream().forEach(supervisor::stop);
        left.forEach((server, pids) -> progress.report(new Progress.CleanedUp(server, pids)));
        supervisor.known().forEach(supervisor::forget);
        return !left.isEmpty();
    }

    private void refuseTakenPorts() {
        List<String> taken = new ArrayList<>();
        for (Server server : servers.values()) {
            server.ports().forEach((word, port) -> {
                if (!FreePorts.isFree(port)) {
                    taken.add(port + " (" + server.name() + ", " + word + ")");
                }
            });
        }
        // Served by the process that starts the stack, and told of to Alertmanager.
        int dashboards = settings.ports().of(StackPort.DASHBOARDS);
        if (!FreePorts.isFree(dashboards)) {
            taken.add(dashboards + " (dashboards, http)");
        }
        if (!taken.isEmpty()) {
            throw new StackFailure.PortsTaken(taken);
        }
    }

    private static void describe(StackSettings settings) {
        ProcessIdentity owner = ProcessIdentity.of(ProcessHandle.current()).orElseThrow();
        try {
            Folders.writePrivately(descriptionFile(settings.folder()),
                    JSON.writeValueAsString(new Description(owner, settings.ports(), settings.traces(), settings.environment())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Description> description(Path folder) {
        Path file = descriptionFile(folder);
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), Description.class)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> owner(Path folder) {
        return description(folder).map(Description::owner).flatMap(ProcessIdentity::running);
    }

    private static Path descriptionFile(Path folder) {
        return folder.resolve("state.json");
    }

    private static Progress oneAtATime(Progress progress) {
        return event -> {
            synchronized (progress) {
                progress.report(event);
            }
        };
    }
}
