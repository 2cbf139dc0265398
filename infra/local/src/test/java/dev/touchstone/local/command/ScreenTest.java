package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final StringWriter written = new StringWriter();

    @Test
    void aPassingLineIsOverwrittenOnATerminal() {
        Screen screen = new Screen(new PrintWriter(written), true);

        screen.passing("waiting");
        screen.line("done");

        assertThat(written.toString()).isEqualTo("waiting\r       \rdone" + System.lineSeparator());
    }

    @Test
    void elsewhereAPassingLineIsNotWorthALineAtOnce() {
        Screen screen = new Screen(new PrintWriter(written), false);

        screen.passing("waiting");
        screen.line("100 % done");

        assertThat(written.toString()).isEqualTo("100 % done" + System.lineSeparator());
    }

    @Test
    void tablesAlignNumbersToTheRight() {
        Table table = new Table("name", "count", "note");
        table.row("a", 5, "");
        table.row("long name", "1,200", "x");

        assertThat(table).hasToString("""
                name       count  note
                a              5
                long name  1,200  x
                """);
    }
}
