package dev.touchstone.local.command;

import dev.touchstone.local.runtime.Project;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Several suites can run beside each other, each in a folder of its own. */
public final class FolderOption {

    @Option(names = "--dir", paramLabel = "FOLDER",
            description = "Where the suite keeps its data, logs and addresses (default: .touchstone in the project).")
    private Path folder;

    public Path path() {
        return folder == null ? Project.find().file(".touchstone") : folder;
    }

    /** What another command needs on its line to speak with the same suite. */
    public String asArgument() {
        return folder == null ? "" : " --dir " + folder;
    }
}
