package dev.touchstone.local.command;

import dev.touchstone.local.stack.Stack;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stop the suite; its data stays for the next start.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() {
        Screen screen = Screen.of(command.commandLine().getOut());
        screen.line("Stopping what runs in %s ...", folder.path());
        boolean ran = Stack.down(folder.path(), PATIENCE, new ProgressLines(screen));
        screen.line(ran ? "Everything has stopped." : "Nothing was running.");
        return 0;
    }
}
