package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.client.FakeSuite;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.models.Brilliant;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TouchstoneTest {

    private static final Locale BEFORE = Locale.getDefault();

    @TempDir
    private Path folder;
    private final FakeSuite fake = new FakeSuite();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private boolean running = true;
    private Path stone;

    @BeforeAll
    static void setLocale() {
        Locale.setDefault(Locale.ROOT);
    }

    @AfterAll
    static void restoreLocale() {
        Locale.setDefault(BEFORE);
    }

    @BeforeEach
    void cutAStone() throws IOException {
        stone = folder.resolve("a stone.stl");
        StlFile.write(new Brilliant(6), stone);
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private int run(Object... arguments) {
        return Touchstone.commandLine(this::connect)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private SuiteClient connect(Path suiteFolder) {
        if (!running) {
            throw new CommandFailure(ExitCode.NOT_RUNNING, "no suite runs in %s", suiteFolder);
        }
        return fake.client();
    }

    @Test
    void ordersAcceptsApprovesAndFollowsUntilProduced() {
        assertThat(run("order", stone, "--metal", "silver-925", "--approve")).isZero();

        assertThat(out.toString().lines()).containsSubsequence(
                "Volume    %.4f mm³".formatted(new Brilliant(6).volumeCubicMillimetres()), "Mass      1.2500 g", "Price     12.34 EUR");
        assertThat(out.toString()).containsSubsequence("SUBMITTED", "PRICED", "ACCEPTED", "APPROVED", "IN_PRODUCTION", "PRODUCED",
                "Status    PRODUCED", "Toolpath  " + fake.addresses().mes());
        assertThat(fake.sessionsOpened).containsExactly("mona");
    }

    @Test
    void withoutApprovalTheOrderWaitsAccepted() {
        assertThat(run("order", stone, "--metal", "silver-925", "--quiet")).isZero();

        assertThat(out.toString()).startsWith("Status    ACCEPTED; it waits for a manager").doesNotContain("Toolpath");
        assertThat(fake.sessionsOpened).isEmpty();
    }

    @Test
    void aRejectionIsPrintedWithItsReasonAndEndsWithItsOwnExitCode() throws IOException {
        StlFile.write(new OpenModel(new Brilliant(6), 1), stone);

        assertThat(run("order", stone, "--metal", "silver-925", "--approve")).isEqualTo(ExitCode.REJECTED);
        assertThat(out.toString()).contains("Status    REJECTED", "Reason    3 edges are open (NOT_WATERTIGHT)");
    }

    @Test
    void asJsonNothingElseIsPrinted() throws IOException {
        assertThat(run("order", stone, "--metal", "silver-925", "--approve", "--json")).isZero();

        JsonNode order = new ObjectMapper().readTree(out.toString());
        assertThat(order.path("status").asText()).isEqualTo("PRODUCED");
        assertThat(order.path("history")).hasSize(6);
        assertThat(order.path("price").path("amount").asText()).isEqualTo("12.34");
    }

    @Test
    void oneFormOfTheResultIsEnough() {
        assertThat(run("order", stone, "--metal", "silver-925", "--quiet", "--json")).isEqualTo(2);
        assertThat(err.toString()).contains("--quiet", "--json", "mutually exclusive");
    }

    @Test
    void saysWhenAnOrderIsStuck() {
        fake.conveyorStopped = true;

        assertThat(run("order", stone, "--metal", "silver-925", "--patience", "1s")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).startsWith("touchstone order: order ").contains("has stayed SUBMITTED for 1 s").hasLineCount(1);
    }

    @Test
    void saysWhatAServiceRefused() {
        assertThat(run("order", stone, "--metal", "tin")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).startsWith("touchstone order: POST ").contains("422 tin is not offered").hasLineCount(1);
    }

    @Test
    void saysWhenNoSuiteIsRunning() {
        running = false;

        assertThat(run("order", stone, "--metal", "silver-925", "--dir", folder)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err.toString()).isEqualToIgnoringNewLines("touchstone order: no suite runs in " + folder);
    }

    @Test
    void saysWhenTheFileCanNotBeRead() {
        assertThat(run("order", folder.resolve("none.stl"), "--metal", "silver-925")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("none.stl is no file that can be read").hasLineCount(1);
    }

    @Test
    void makesARingThatIsAsLargeAsItSays() throws IOException {
        Path ring = folder.resolve("ring.stl");

        assertThat(run("model", "ring", "--size", "54", "--out", ring)).isZero();
        assertThat(out.toString()).contains("23,040 facets", "%.4f mm³".formatted(Ring.ofSize(54).volumeCubicMillimetres()));
        assertThat(Files.size(ring)).isEqualTo(84 + 50 * 23_040);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ring", "signet-ring", "disc", "heart", "brilliant"})
    void makesEveryKindOfModelWithDefaultsAndOpen(String kind) throws IOException {
        Path file = folder.resolve("model.stl");

        assertThat(run("model", kind, "--out", file)).isZero();
        long whole = Files.size(file);
        assertThat(run("model", kind, "--out", file, "--open", 2)).isZero();
        assertThat(Files.size(file)).isEqualTo(whole - 100);
        assertThat(out.toString()).endsWith("not watertight" + System.lineSeparator());
    }

    @Test
    void refusesAModelThatCanNotBe() {
        assertThat(run("model", "disc", "--diameter", 3, "--out", folder.resolve("disc.stl"))).isEqualTo(2);
        assertThat(err.toString()).startsWith("a hole of 2.0 mm does not fit into this shape");
        assertThat(folder.resolve("disc.stl")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "order", "metrics", "model", "model ring", "up", "down", "status", "logs", "token", "dead-letters",
        "dead-letters list", "dead-letters replay", "dead-letters discard"})
    void everyCommandExplainsItself(String command) {
        assertThat(run((Object[]) (command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString()).startsWith("Usage: touchstone" + (command.isEmpty() ? "" : " " + command));
    }

    @Test
    void withoutACommandItShowsTheHelpAndFails() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("Start with: ./touchstone up");
    }
}
