package dev.touchstone.local.command;

import dev.touchstone.local.stack.ContainerSecrets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Part of the suite in containers, not for people. */
@Command(name = "secrets", hidden = true, description = "Make the passwords and keys of a suite in containers, where they are missing.")
final class SecretsCommand implements Callable<Integer> {

    @Option(names = "--into", required = true, paramLabel = "FOLDER", description = "Holds a folder for each container.")
    private Path folder;
    @Option(names = "--definitions", required = true, paramLabel = "FILE", description = "Of the broker, without the password.")
    private Path definitions;

    @Override
    public Integer call() {
        ContainerSecrets.handOut(folder, definitions);
        return 0;
    }
}
