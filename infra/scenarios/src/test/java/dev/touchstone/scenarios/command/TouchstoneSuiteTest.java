package dev.touchstone.scenarios.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TouchstoneSuiteTest {

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = TouchstoneSuite.commandLine(folder -> {
            throw new AssertionError("help needs no suite");
        });
        return line.setOut(new PrintWriter(out, true)).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "order", "status", "metrics", "logs", "token", "model", "down", "load"})
    void theHelpListsTheCommand(String command) {
        assertThat(run("--help")).isZero();
        assertThat(out.toString().lines()).anyMatch(line -> line.matches(" +" + command + " .*"));
    }

    @Test
    void everyCommandHasAHelpOfItsOwn() {
        TouchstoneSuite.commandLine(folder -> null).getSubcommands().keySet()
                .forEach(command -> assertThat(run(command, "--help")).as(command).isZero());
    }
}
