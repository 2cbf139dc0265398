package dev.touchstone.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    private Path folder;

    private Process process;

    /** Leaves a thread behind that would keep its process alive. */
    static final class FailingService {
        public static void main(String[] arguments) {
            Launcher.launch("failing", () -> {
                Thread.ofPlatform().daemon(false).start(() -> {
                    while (true) {
                        LockSupport.park();
                    }
                });
                throw new IllegalStateException("can't start");
            });
        }
    }

    static final class PatientService {
        public static void main(String[] arguments) {
            Launcher.launch("patient", () -> {
                Thread.ofPlatform().daemon(false).start(() -> {
                    while (true) {
                        LockSupport.park();
                    }
                });
                System.out.println("running");
                return () -> Files.writeString(Path.of(arguments[0]), "closed");
            });
        }
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void endsTheProcessWhenTheStartFails() throws Exception {
        start(FailingService.class);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
    }

    @Test
    void closesTheServiceWhenTheProcessIsToldToEnd() throws Exception {
        Path note = folder.resolve("note");
        start(PatientService.class, note.toString());
        try (BufferedReader output = process.inputReader()) {
            while (!output.readLine().equals("running")) {
                continue;
            }
            process.destroy();

            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(note).hasContent("closed");
    }

    private void start(Class<?> main, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), main.getName());
        builder.command().addAll(List.of(arguments));
        process = builder.redirectError(new File(folder.toFile(), "errors")).start();
    }
}
