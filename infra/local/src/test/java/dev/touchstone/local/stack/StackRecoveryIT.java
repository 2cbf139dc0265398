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

    @Test
    void endsWhatAKilledOwnerHasLeftAndKeepsItsData() throws Exception {
        owner = startedOwner();
        Stack orphaned = Stack.attach(project, folder).orElseThrow();
        List<ProcessHandle> before = processesOf(orphaned);
        execute(orphaned, "create table shop.kept (id int)");
        owner.destroyForcibly().waitFor();
        assertThat(stillRunning(before)).as("processes that outlive their owner").isNotEmpty();

        List<Progress.Event> events = new ArrayList<>();
        try (Stack next = Stack.start(StackSettings.of(project).in(folder).on(Ports.free()), events::add)) {
            assertThat(events).filteredOn(Progress.CleanedUp.class::isInstance).extracting(event -> ((Progress.CleanedUp) event).server())
                    .contains("shop-db", "rabbitmq", "shop-api");
            assertThat(stillRunning(before)).as("processes of the killed stack").isEmpty();
            execute(next, "drop table shop.kept");
        }
    }

    @Test
    void endsEverythingWhenTheOwnerIsInterruptedFromTheTerminal() throws Exception {
        owner = startedOwner();
        List<ProcessHandle> processes = processesOf(Stack.attach(project, folder).orElseThrow());

        Commands.run(folder, List.of("kill", "-INT", Long.toString(owner.pid())));
        owner.waitFor();

        assertThat(stillRunning(processes)).isEmpty();
    }

    @Test
    void isEndedFromAnotherProcess() throws Exception {
        owner = startedOwner();
        List<ProcessHandle> processes = processesOf(Stack.attach(project, folder).orElseThrow());

        boolean ran = Stack.down(folder, PATIENCE, event -> { });

        assertThat(ran).isTrue();
        assertThat(stillRunning(processes)).isEmpty();
        assertThat(Stack.down(folder, PATIENCE, event -> { })).as("something to end the second time").isFalse();
    }

    @Test
    void endsWhatHasStartedWhenInterruptedInTheMiddleOfTheStart() throws Exception {
        owner = launchOwner();
        awaitLine("Healthy[server=shop-db");

        owner.destroy();
        owner.waitFor();

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
        List<String> lines = new ArrayList<>();
        try {
            BufferedReader output = owner.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(beginning)) {
                    return;
                }
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the owner ended without a line " + beginning + ":\n" + String.join("\n", lines));
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
