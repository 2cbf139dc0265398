package dev.touchstone.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.client.FakeSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersCommandTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeSuite fake = new FakeSuite();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void bury() {
        fake.deadLetters.put("mes.orders", new ArrayList<>());
        fake.deadLetters.put("conveyor.casting", new ArrayList<>(List.of(
                letter("one", 93.4).put("detail", "nobody knows stage.engraving" + " at all".repeat(20)), letter("two & a half", 7300))));
        fake.deadLetters.put("shop.orders", new ArrayList<>(List.of(letter("three", 250_000))));
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private static ObjectNode letter(String id, double age) {
        return MAPPER.createObjectNode().put("id", id).put("type", "stage.casting").put("reason", "UNKNOWN_TYPE").put("attempts", 3)
                .put("ageSeconds", age).put("payloadBytes", 41);
    }

    private int run(String... arguments) {
        return Touchstone.commandLine(folder -> fake.client())
                .setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("dead-letters"), Stream.of(arguments)).toArray(String[]::new));
    }

    private List<String> lines() {
        return out.toString().lines().map(line -> line.strip().replaceAll(" {2,}", " | ")).toList();
    }

    @Test
    void listsEveryQueueWhenNothingElseIsSaid() {
        assertThat(run()).isZero();

        assertThat(lines()).containsExactly("queue | id | type | reason | attempts | dead for | bytes",
                "conveyor.casting | one | stage.casting | UNKNOWN_TYPE | 3 | 93 s | 41 | nobody knows stage.engraving at all at all at all at all at…",
                "conveyor.casting | two & a half | stage.casting | UNKNOWN_TYPE | 3 | 2 h | 41",
                "shop.orders | three | stage.casting | UNKNOWN_TYPE | 3 | 2 d | 41");
        assertThat(fake.deskActs).isEmpty();
    }

    @Test
    void listsOneQueueUpToTheLimitAndSaysThatThereIsMore() {
        assertThat(run("list", "--queue", "conveyor.casting", "--limit", "1")).isZero();

        assertThat(lines()).hasSize(3).last().isEqualTo("and 1 more of conveyor.casting");
        assertThat(out.toString()).contains(" one ").doesNotContain("three");
    }

    @Test
    void saysThatThereAreNone() {
        assertThat(run("--queue", "mes.orders")).isZero();
        assertThat(lines()).containsExactly("There are no dead letters.");
    }

    @Test
    void isReadByProgramsAsJson() throws IOException {
        assertThat(run("list", "--json")).isZero();

        JsonNode queues = MAPPER.readTree(out.toString());
        assertThat(queues.findValuesAsText("queue")).containsExactly("mes.orders", "conveyor.casting", "shop.orders");
        assertThat(queues.get(0).get("messages").asInt()).isZero();
        assertThat(queues.get(1).get("letters").get(1)).isEqualTo(letter("two & a half", 7300.0));
        assertThat(queues.get(1).get("letters").get(0).get("detail").asText()).hasSizeGreaterThan(100);
    }

    @Test
    void replaysOneLetter() {
        assertThat(run("replay", "--queue", "conveyor.casting", "--id", "two & a half")).isZero();

        assertThat(fake.deskActs).containsExactly("olga: replay conveyor.casting two & a half");
        assertThat(lines()).containsExactly("conveyor.casting: 1 sent back");
    }

    @Test
    void replaysAllOfAQueueAndNoOther() throws IOException {
        assertThat(run("replay", "--queue", "conveyor.casting", "--all", "--operator", "otto", "--json")).isZero();

        assertThat(fake.deskActs).containsExactly("otto: replay conveyor.casting one", "otto: replay conveyor.casting two & a half");
        assertThat(MAPPER.readTree(out.toString())).isEqualTo(MAPPER.readTree("[{\"queue\": \"conveyor.casting\", \"replayed\": 2}]"));
    }

    @Test
    void replaysAllOfEveryQueue() {
        assertThat(run("replay", "--all")).isZero();

        assertThat(lines()).containsExactly("conveyor.casting: 2 sent back", "shop.orders: 1 sent back");
        assertThat(fake.deadLetters.values()).allSatisfy(letters -> assertThat(letters).isEmpty());
        assertThat(run("replay", "--all")).isZero();
        assertThat(lines()).last().isEqualTo("There are no dead letters.");
    }

    @Test
    void discardsOneLetterAndKeepsTheReason() throws IOException {
        assertThat(run("discard", "--queue", "conveyor.casting", "--id", "two & a half", "--reason", "sent by hand + late", "--json")).isZero();

        assertThat(fake.deskActs).containsExactly("olga: discard conveyor.casting two & a half (sent by hand + late)");
        assertThat(MAPPER.readTree(out.toString())).isEqualTo(MAPPER.readTree("{\"queue\": \"conveyor.casting\", \"discarded\": 1}"));
    }

    @Test
    void onlyTellsWhatDiscardingAllWouldDo() {
        assertThat(run("discard", "--queue", "conveyor.casting", "--all", "--reason", "old")).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).isEqualToIgnoringNewLines(
                "touchstone dead-letters discard: this would discard 2 letters of conveyor.casting for good; add --yes if you mean it");
        assertThat(fake.deskActs).isEmpty();
    }

    @Test
    void discardsAllOfOneQueueWhenThatIsMeant() {
        List<ObjectNode> letters = fake.deadLetters.get("conveyor.casting");
        for (int i = 0; i < 250; i++) {
            letters.add(letter("more " + i, 1));
        }

        assertThat(run("discard", "--queue", "conveyor.casting", "--all", "--reason", "old", "--yes")).isZero();

        assertThat(lines()).containsExactly("conveyor.casting: 252 discarded");
        assertThat(letters).isEmpty();
        assertThat(fake.deskActs).hasSize(252).allMatch(act -> act.endsWith("(old)"));
        assertThat(fake.deadLetters.get("shop.orders")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            replay --queue conveyor.casting                            | --id=<id> | --all
            replay --id one                                            | --queue=<queue>
            replay --queue conveyor.casting --id one --all             | mutually exclusive
            discard --queue conveyor.casting --id one                  | --reason=TEXT
            discard --queue conveyor.casting --id one --reason=        | the reason must not be empty
            discard --all --reason old --yes                           | --queue=<queue>
            discard --queue conveyor.casting --reason old              | --id=<id>
            list --limit 201                                           | --limit must be 1 to 200
            bury                                                       | bury""")
    void refusesWhatIsIncomplete(String line, String said) {
        assertThat(run(line.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(said);
        assertThat(fake.deskActs).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            list --queue conveyor.engraving                         | There is no such work queue.
            replay --queue conveyor.casting --id four               | The queue has no such dead letter.
            discard --queue conveyor.casting --id four --reason old | The queue has no such dead letter.""")
    void saysWhatTheDeskRefuses(String line, String said) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.FAILED);

        assertThat(err.toString()).startsWith("touchstone dead-letters ").contains("404 " + said).hasLineCount(1);
    }
}
