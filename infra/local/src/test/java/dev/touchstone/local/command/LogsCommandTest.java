package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsCommandTest {

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log;

    @BeforeEach
    void writeALongLog() throws IOException {
        log = Files.createDirectories(folder.resolve("logs")).resolve("shop-api.log");
        Files.writeString(log, IntStream.rangeClosed(1, 5_000).mapToObj("line %d"::formatted).collect(Collectors.joining("\n", "", "\n")));
    }

    private int run(Object... arguments) {
        return Touchstone.commandLine(unused -> null)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("logs", "--dir", folder.toString()), Stream.of(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void showsTheLastLines() {
        assertThat(run("shop-api", "-n", 3)).isZero();
        assertThat(out.toString().lines()).containsExactly("line 4998", "line 4999", "line 5000");
    }

    @Test
    void showsTheWholeLogWhenItIsShorterThanAskedFor() {
        assertThat(run("shop-api", "-n", 6_000)).isZero();
        assertThat(out.toString().lines()).hasSize(5_000).startsWith("line 1");
    }

    @Test
    void showsAlsoALastLineWithoutAnEnd() throws IOException {
        Files.writeString(log, "cut off", StandardOpenOption.APPEND);

        assertThat(run("shop-api", "-n", 2)).isZero();
        assertThat(out.toString().lines()).containsExactly("line 5000", "cut off");
    }

    @Test
    void followsWhatIsAddedUntilItIsInterrupted() throws Exception {
        Thread reader = Thread.ofVirtual().start(() -> run("shop-api", "-n", 0, "-f"));
        try {
            await().untilAsserted(() -> {
                Files.writeString(log, "news\n", StandardOpenOption.APPEND);
                assertThat(out.toString()).startsWith("news");
            });
        } finally {
            reader.interrupt();
            reader.join();
        }
    }

    @Test
    void namesTheLogsThatThereAre() {
        assertThat(run("shop")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).isEqualToIgnoringNewLines("touchstone logs: no log of 'shop'; there are: shop-api");
    }

    @Test
    void saysWhenNothingWasEverStarted() throws IOException {
        Files.delete(log);

        assertThat(run("shop-api")).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err.toString()).contains("no suite was started in " + folder);
    }
}
