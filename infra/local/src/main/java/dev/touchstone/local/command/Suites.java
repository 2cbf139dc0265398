package dev.touchstone.local.command;

import dev.touchstone.local.client.SuiteClient;
import java.nio.file.Path;

/** Where commands find the running suite that they speak with. */
public interface Suites {

    /**
     * The people of the suite that runs in the folder.
     *
     * @throws CommandFailure when none runs there
     */
    SuiteClient connect(Path folder);
}
