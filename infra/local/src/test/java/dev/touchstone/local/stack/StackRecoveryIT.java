package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to a stack when the process that started it ends in one way or the other. */
class StackRecoveryIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestFolders folders = TestFolders.ofThisUser();
    private Path folder;
    private Project project;
    private final List<String> said = new ArrayList<>();
    private Process owner;

    @BeforeEach
    void prepare() throws IOException {
        folders.removeAbandoned();
        folder = folders.make();
        project = StubProject.in(folder.resolve("project"));
    }

    @AfterEach
    void endEverything() {
        if (owner != null) {
            owner.destroyForcibly();
        }
        folders.remove(folder);
    }

    /** One story, for each start of a stack takes its time. */
    @Test
    void endsWhatAKilledOwnerHasLeftKeepsItsDataAndIsEndedFromAnotherProcess() throws Exception {
        owner = startedOwner();
        Stack orphaned = Stack.attach(project, folder).orElseThrow();
        List<ProcessHandle> first = processesOf(orphaned);
        execute(orphaned, "create table shop.kept (id int)");
        owner.destroyForcibly().waitFor();
        assertThat(stillRunning(first)).as("processes that outlive their owner").isNotEmpty();

        owner = startedOwner();

        assertThat(said).anyMatch(line -> line.startsWith("CleanedUp[server=shop-db")).anyMatch(line -> line.startsWith("CleanedUp[server=rabbitmq"));
        assertThat(stillRunning(first)).as("processes of the killed stack").isEmpty();
        Stack next = Stack.attach(project, folder).orElseThrow();
        execute(next, "drop table shop.kept");

        List<ProcessHandle> second = processesOf(next);
        assertThat(Stack.down(folder, PATIENCE, event -> { })).as("something to end").isTrue();
        assertThat(stillRunning(second)).as("processes of the stack that was ended").isEmpty();
        assertThat(Stack.down(folder, PATIENCE, event -> { })).as("something to end the second time").isFalse();
    }

    @Test
    void endsWhatHasStartedWhenInterruptedFromTheTerminalInTheMiddleOfTheStart() throws Exception {
        owner = launchOwner();
        awaitLine("Healthy[server=shop-db");

        Commands.run(folder, List.of("kill", "-INT", Long.toString(owner.pid())));
        assertThat(owner.waitFor(PATIENCE)).as("ends when interrupted; a shell that started the tests in its background may have told them to ignore that").isTrue();

        Supervisor supervisor = new Supervisor(folder);
        assertThat(supervisor.known()).contains("shop-db").allSatisfy(server -> assertThat(supervisor.processes(server)).as(server).isEmpty());
    }

    private Process startedOwner() throws IOException {
        owner = launchOwner();
        awaitLine("STARTED");
        return owner;
    }

    private Process launchOwner() throws IOException {
        return new ProcessBuilder(Commands.java().toString(), "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                StackOwner.class.getName(), project.root().toString(), folder.toString())
                .redirectErrorStream(true).start();
    }

    private void awaitLine(String beginning) {
        said.clear();
        try {
            BufferedReader output = owner.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(beginning)) {
                    return;
                }
                said.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the owner ended without a line " + beginning + ":\n" + String.join("\n", said));
    }

    private static List<ProcessHandle> processesOf(Stack stack) {
        return stack.status().stream().flatMap(server -> server.pids().stream()).flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
    }

    private static List<Long> stillRunning(List<ProcessHandle> processes) {
        return processes.stream().filter(process -> ProcessIdentity.of(process).isPresent()).map(ProcessHandle::pid).toList();
    }

    private static void execute(Stack stack, String sql) throws SQLException {
        Addresses.Database shop = stack.addresses().databases().get("shop");
        try (Connection connection = DriverManager.getConnection(shop.jdbcUrl(), "shop", shop.passwords().get("shop")); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
