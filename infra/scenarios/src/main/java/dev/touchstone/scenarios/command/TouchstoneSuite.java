package dev.touchstone.scenarios.command;

import dev.touchstone.local.command.ContainerSuite;
import dev.touchstone.local.command.RunningSuites;
import dev.touchstone.local.command.Suites;
import dev.touchstone.local.command.Touchstone;
import dev.touchstone.scenarios.chaos.ChaosCommand;
import dev.touchstone.scenarios.load.LoadCommand;
import dev.touchstone.scenarios.report.ReportCommand;
import picocli.CommandLine;

/** The command line as a whole: the suite that runs, and what is done to it. */
public final class TouchstoneSuite {

    private TouchstoneSuite() {
    }

    public static void main(String[] arguments) {
        System.exit(Touchstone.run(commandLine(ContainerSuite.isHere() ? new ContainerSuite() : new RunningSuites()), arguments));
    }

    static CommandLine commandLine(Suites suites) {
        return Touchstone.commandLine(suites, commandsOfThisModule(suites));
    }

    /** In the order in which the help lists them, each with what it needs of the running suites. */
    private static Object[] commandsOfThisModule(Suites suites) {
        return new Object[] {
            new LoadCommand(suites),
            new ChaosCommand(),
            new ReportCommand(suites),
        };
    }
}
