package dev.touchstone.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.client.DeadLetters;
import dev.touchstone.local.client.Operator;
import dev.touchstone.local.client.SuiteClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The desk for messages that could not be handled, from the shell. */
@Command(name = "dead-letters", synopsisSubcommandLabel = "[list | replay | discard]", description = {
        "List, replay or discard messages that could not be handled. Without one of these, they are listed.", "",
        "To replay is safe: a message that has had its effect has none again. What was discarded is gone; who did so, when and why is kept in the MES database."},
        footer = {"", "Example: ./touchstone dead-letters",
            "         ./touchstone dead-letters replay --queue conveyor.casting --all",
            "         ./touchstone dead-letters discard --queue mes.orders --id ID --reason \"sent by hand\""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:done", " 1:something failed", " 2:wrong command line", " 4:no suite is running"})
final class DeadLettersCommand implements Callable<Integer> {

    /** The most that the API lists at once. */
    private static final int LONGEST_LIST = 200;
    private static final int LONGEST_DETAIL = 60;

    private final Suites suites;

    @Spec
    private CommandSpec command;
    @Mixin
    private Listing listing;

    /** What every act takes. */
    static final class Desk {
        @Mixin
        private FolderOption folder;
        @Option(names = "--operator", defaultValue = "olga", paramLabel = "NAME", description = "Who does this (default: ${DEFAULT-VALUE}).")
        private String operator;
        @Option(names = "--json", description = "Print the result as JSON.")
        private boolean json;
    }

    static final class Listing {
        @Mixin
        private Desk desk;
        @Option(names = "--queue", description = "Only of this work queue, such as conveyor.casting.")
        private Optional<String> queue;
        @Option(names = "--limit", defaultValue = "50", paramLabel = "LETTERS",
                description = "At most so many of each queue, up to " + LONGEST_LIST + " (default: ${DEFAULT-VALUE}).")
        private int limit;
    }

    /** One letter, or every one: a slip must not become "every one". */
    static final class Which {
        @Option(names = "--id", required = true, description = "The letter of this id.")
        private String id;
        @Option(names = "--all", required = true, description = "Every letter that is there now.")
        private boolean all;
    }

    DeadLettersCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() {
        return list(listing);
    }

    @Command(name = "list", description = "Show what lies there and why, the longest dead first. Changes nothing.")
    int list(@Mixin Listing wanted) {
        if (wanted.limit < 1 || wanted.limit > LONGEST_LIST) {
            throw new ParameterException(command.commandLine(), "--limit must be 1 to " + LONGEST_LIST);
        }
        return at(wanted.desk, operator -> {
            List<DeadLetters> queues = operator.deadLetters(wanted.queue, wanted.limit);
            return wanted.desk.json ? json(queues) : table(queues);
        });
    }

    @Command(name = "replay", description = "Send letters back to the queue that they came from, with all attempts before them.")
    int replay(@Mixin Desk desk, @Option(names = "--queue", description = "The work queue; with --all, every queue when left out.") Optional<String> queue,
            @ArgGroup(multiplicity = "1") Which which) {
        if (queue.isEmpty() && !which.all) {
            throw new ParameterException(command.commandLine(), "Missing required option: '--queue=<queue>'; --id names a letter within its queue");
        }
        return at(desk, operator -> {
            List<String> queues = queue.map(List::of).orElseGet(() -> operator.deadLetters(queue, 1).stream()
                    .filter(letters -> letters.messages() > 0).map(DeadLetters::queue).toList());
            ArrayNode replays = Json.MAPPER.createArrayNode();
            StringBuilder lines = new StringBuilder();
            for (String one : queues) {
                int replayed = operator.replay(one, Optional.ofNullable(which.id));
                replays.addObject().put("queue", one).put("replayed", replayed);
                lines.append("%s: %,d sent back%n".formatted(one, replayed));
            }
            return desk.json ? Json.text(replays) : lines.isEmpty() ? "There are no dead letters." : lines.toString().stripTrailing();
        });
    }

    @Command(name = "discard", description = "Remove letters for good. The reason is kept, with who did it and what the message was.")
    int discard(@Mixin Desk desk, @Option(names = "--queue", required = true, description = "The work queue.") String queue,
            @ArgGroup(multiplicity = "1") Which which,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why these will never be handled.") String reason,
            @Option(names = "--yes", description = "With --all: do it; without, it is only told how many that would be.") boolean sure) {
        if (reason.isBlank()) {
            throw new ParameterException(command.commandLine(), "the reason must not be empty");
        }
        return at(desk, operator -> {
            int discarded = which.all ? discardAll(operator, queue, reason, sure) : 1;
            if (!which.all) {
                operator.discard(queue, which.id, reason);
            }
            return desk.json ? Json.text(Json.MAPPER.createObjectNode().put("queue", queue).put("discarded", discarded))
                    : "%s: %,d discarded".formatted(queue, discarded);
        });
    }

    private static int discardAll(Operator operator, String queue, String reason, boolean sure) {
        DeadLetters there = operator.deadLetters(Optional.of(queue), LONGEST_LIST).getFirst();
        if (!sure && there.messages() > 0) {
            throw new CommandFailure("this would discard %,d letters of %s for good; add --yes if you mean it", there.messages(), queue);
        }
        int discarded = 0;
        // What dies meanwhile was not meant.
        for (int meant = there.messages(); discarded < meant && !there.letters().isEmpty();
                there = operator.deadLetters(Optional.of(queue), LONGEST_LIST).getFirst()) {
            for (DeadLetters.Letter letter : there.letters().subList(0, Math.min(meant - discarded, there.letters().size()))) {
                operator.discard(queue, letter.id(), reason);
                discarded++;
            }
        }
        return discarded;
    }

    private int at(Desk desk, Function<Operator, String> act) {
        try (SuiteClient suite = suites.connect(desk.folder.path())) {
            Screen.of(command.commandLine().getOut()).line("%s", act.apply(suite.operator(desk.operator)));
            return 0;
        }
    }

    private static String table(List<DeadLetters> queues) {
        Table table = new Table("queue", "id", "type", "reason", "attempts", "dead for", "bytes", "");
        StringBuilder more = new StringBuilder();
        for (DeadLetters queue : queues) {
            queue.letters().forEach(letter -> table.row(queue.queue(), letter.id(), letter.type(), letter.reason(), letter.attempts(),
                    age(letter.ageSeconds()), letter.payloadBytes(), shortened(letter.detail().orElse(""))));
            if (queue.messages() > queue.letters().size()) {
                more.append("%nand %,d more of %s".formatted(queue.messages() - queue.letters().size(), queue.queue()));
            }
        }
        return table.isEmpty() ? "There are no dead letters." : table.toString().stripTrailing() + more;
    }

    private static String shortened(String detail) {
        String line = detail.lines().findFirst().orElse("");
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL - 1) + "…";
    }

    /** To the unit that people think in. */
    private static String age(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "?";
        }
        Duration age = Duration.ofMillis((long) (seconds.getAsDouble() * 1000));
        if (age.toMinutes() < 2) {
            return age.toSeconds() + " s";
        }
        if (age.toHours() < 2) {
            return age.toMinutes() + " min";
        }
        return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
    }

    private static String json(List<DeadLetters> queues) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        for (DeadLetters queue : queues) {
            ArrayNode letters = all.addObject().put("queue", queue.queue()).put("messages", queue.messages()).putArray("letters");
            for (DeadLetters.Letter letter : queue.letters()) {
                ObjectNode one = letters.addObject().put("id", letter.id()).put("type", letter.type()).put("reason", letter.reason());
                letter.detail().ifPresent(detail -> one.put("detail", detail));
                one.put("attempts", letter.attempts());
                letter.ageSeconds().ifPresent(age -> one.put("ageSeconds", age));
                one.put("payloadBytes", letter.payloadBytes());
            }
        }
        return Json.text(all);
    }

    /** As the other commands print it. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

        static String text(Object value) {
            try {
                return MAPPER.writeValueAsString(value);
            } catch (IOException impossible) {
                throw new IllegalArgumentException(impossible);
            }
        }
    }
}
