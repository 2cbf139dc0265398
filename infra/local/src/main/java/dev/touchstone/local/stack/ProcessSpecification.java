package dev.touchstone.local.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One operating-system process to be started.
 *
 * @param command     program and arguments
 * @param environment variables added to those of the current process
 * @param folder      its working directory
 */
record ProcessSpecification(List<String> command, Map<String, String> environment, Path folder) {

    ProcessSpecification {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
