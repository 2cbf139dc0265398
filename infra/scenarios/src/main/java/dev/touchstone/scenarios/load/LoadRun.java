package dev.touchstone.scenarios.load;

import dev.touchstone.local.command.CommandFailure;
import dev.touchstone.scenarios.load.gatling.GatlingProcess;
import dev.touchstone.scenarios.load.gatling.SuiteSimulation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A run of the load generator in a JVM of its own. */
public final class LoadRun {

    /** Beyond the plan's own end: the JVM's start, Gatling's report. */
    private static final Duration GRACE = Duration.ofMinutes(5);
    /** Gatling looks at lambdas from outside their module, and Netty uses native code and direct memory. */
    private static final List<String> JVM = List.of("-Xmx512m", "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8");

    private final LoadPlan plan;
    private final RunFolder folder;
    private final Consumer<String> progress;

    /** @param progress hears every second how far it is */
    public LoadRun(LoadPlan plan, RunFolder folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Returns when the last visitor has left and the report is written.
     *
     * @throws CommandFailure when the generator itself fails; what the suite does wrong is in the result
     */
    public Result make() throws IOException, InterruptedException {
        Files.createDirectories(folder.path());
        folder.write(plan);
        Process generator = start();
        Thread end = new Thread(generator::destroy, "end-the-generator");
        Runtime.getRuntime().addShutdownHook(end);
        try (PrintWriter log = new PrintWriter(Files.newBufferedWriter(folder.log()), true)) {
            Thread reader = Thread.ofVirtual().name("generator-output").start(() -> read(generator, log));
            if (!generator.waitFor(plan.atMost().plus(GRACE).toSeconds(), TimeUnit.SECONDS)) {
                throw new CommandFailure("the load generator did not end in time: %s", folder.log());
            }
            reader.join();
        } finally {
            generator.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
        if (generator.exitValue() != 0 || !folder.hasResult()) {
            throw new CommandFailure("the load generator ended with exit code %d: %s", generator.exitValue(), folder.log());
        }
        folder.keepReport();
        return folder.result();
    }

    private Process start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        // Gatling opens the user's preferences; a run leaves nothing behind at home.
        command.addAll(List.of("-D%s=%s".formatted(RunFolder.PROPERTY, folder.path()), "-Djava.util.prefs.userRoot=" + folder.path(),
                "-cp", System.getProperty("java.class.path"), GatlingProcess.class.getName(),
                "--simulation", SuiteSimulation.class.getName(), "--results-folder", folder.gatling().toString(),
                "--run-description", "%s, %s customers a minute, seed %d".formatted(plan.scenario().title(), plan.rate(), plan.seed())));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void read(Process generator, PrintWriter log) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(generator.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(RunFolder.PROGRESS)) {
                    progress.accept(line.substring(RunFolder.PROGRESS.length()));
                } else {
                    log.println(line);
                }
            }
        } catch (IOException ended) {
            log.println(ended);
        }
    }
}
