package dev.touchstone.local.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.touchstone.local.client.OrderWatch;
import dev.touchstone.local.client.SuiteFailure;
import dev.touchstone.local.runtime.MissingSoftware;
import dev.touchstone.local.stack.StackFailure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The command line: the commands that run the suite and use it; a build that knows more of them hands them in. */
@Command(name = "touchstone", synopsisSubcommandLabel = "COMMAND",
        description = "Runs the Touchstone suite on this machine without Docker, and uses it.",
        footer = {"", "Start with: ./touchstone up", "Help for a command: ./touchstone COMMAND --help"})
public final class Touchstone {

    private Touchstone() {
    }

    /** The exit code of the command that the arguments name. */
    public static int run(CommandLine line, String... arguments) {
        // Numbers look the same everywhere, so that scripts can read them.
        Locale.setDefault(Locale.ROOT);
        quietenLibraries();
        return line.execute(arguments);
    }

    /** What libraries log is not for the people at the shell. */
    private static void quietenLibraries() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    }

    /** @param more commands beside the ones that are here, each a class with {@link Command} */
    public static CommandLine commandLine(Suites suites, Object... more) {
        CommandLine line = new CommandLine(new Touchstone())
                .addSubcommand(new UpCommand())
                .addSubcommand(new OrderCommand(suites))
                .addSubcommand(new StatusCommand())
                .addSubcommand(new MetricsCommand(suites))
                .addSubcommand(new DeadLettersCommand(suites))
                .addSubcommand(new LogsCommand())
                .addSubcommand(new TokenCommand())
                .addSubcommand(new ModelCommand())
                .addSubcommand(new DownCommand())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new SecretsCommand());
        Stream.of(more).forEach(line::addSubcommand);
        addHelp(line);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, new DurationConverter())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Touchstone::explain);
    }

    private static void addHelp(CommandLine line) {
        line.getCommandSpec().addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help and exit.").build());
        line.getSubcommands().values().forEach(Touchstone::addHelp);
    }

    /** What is known to go wrong is told in a sentence; a stack trace is for what is not. */
    private static int explain(Exception failure, CommandLine line, ParseResult parsed) {
        boolean known = switch (failure) {
            case CommandFailure ignored -> true;
            case SuiteFailure ignored -> true;
            case OrderWatch.Stuck ignored -> true;
            case StackFailure ignored -> true;
            case MissingSoftware ignored -> true;
            case IOException ignored -> true;
            default -> false;
        };
        String said = failure instanceof FileSystemException file && file.getReason() == null
                ? "%s: %s".formatted(file.getClass().getSimpleName().replace("Exception", ""), file.getFile())
                : failure.getMessage();
        line.getErr().println("%s: %s".formatted(line.getCommandSpec().qualifiedName(), said));
        if (!known) {
            failure.printStackTrace(line.getErr());
        }
        line.getErr().flush();
        return failure instanceof CommandFailure command ? command.exitCode() : ExitCode.FAILED;
    }
}
