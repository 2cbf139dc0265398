package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.nio.file.Path;

/** Runs a stack in a process of its own, as the command line does, for tests that kill it. Arguments: project, folder. */
public final class StackOwner {

    private StackOwner() {
    }

    public static void main(String[] arguments) throws IOException {
        StackSettings settings = StackSettings.of(new Project(Path.of(arguments[0]))).in(Path.of(arguments[1])).on(Ports.free()).withoutTraces();
        try (Stack stack = Stack.start(settings, event -> System.out.println(event))) {
            System.out.println("STARTED " + stack.addresses().prometheus());
            System.in.read();
        }
    }
}
