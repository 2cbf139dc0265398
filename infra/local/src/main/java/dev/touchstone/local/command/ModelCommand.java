package dev.touchstone.local.command;

import dev.touchstone.local.models.Brilliant;
import dev.touchstone.local.models.ClosedModel;
import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.PiercedPlate;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Every kind of model is a method, so that each has the options of its own shape. */
@Command(name = "model", description = "Make a piece of jewellery as a binary STL file.",
        footer = {"", "Example: ./touchstone model ring --size 54 --out ring.stl"}, synopsisSubcommandLabel = "KIND")
final class ModelCommand {

    @Spec
    private CommandSpec command;

    /** What all kinds have in common. */
    static final class Output {

        @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write; an existing one is replaced.")
        private Path file;

        @Option(names = "--open", paramLabel = "FACETS", description = "Leave so many facets out: the conveyor must reject the model.")
        private int open;
    }

    @Command(name = "ring", description = "A plain band of elliptic cross-section.")
    int ring(
            @Option(names = "--size", defaultValue = "54", description = "Inner circumference in mm (default: ${DEFAULT-VALUE}).")
            double size,
            @Option(names = "--facets", description = "As many facets as fit into this number; 1342175 fill 64 MiB.") Integer facets,
            @Mixin Output output) throws IOException {
        return write(() -> facets == null ? Ring.ofSize(size) : Ring.ofSize(size).withFacetsUpTo(facets), output);
    }

    @Command(name = "signet-ring", description = "A band with a flat table.")
    int signetRing(
            @Option(names = "--size", defaultValue = "60", description = "Inner circumference in mm (default: ${DEFAULT-VALUE}).")
            double size,
            @Option(names = "--table", defaultValue = "12", description = "Width of the table in mm (default: ${DEFAULT-VALUE}).")
            double table,
            @Option(names = "--width", defaultValue = "6", description = "Width of the band in mm (default: ${DEFAULT-VALUE}).")
            double width,
            @Mixin Output output) throws IOException {
        return write(() -> PiercedPlate.signetRing(size, table, width), output);
    }

    @Command(name = "disc", description = "A round pendant with a hole for the bail.")
    int disc(
            @Option(names = "--diameter", defaultValue = "18", description = "In mm (default: ${DEFAULT-VALUE}).") double diameter,
            @Option(names = "--thickness", defaultValue = "1.2", description = "In mm (default: ${DEFAULT-VALUE}).") double thickness,
            @Option(names = "--hole", defaultValue = "2", description = "Diameter in mm (default: ${DEFAULT-VALUE}).") double hole,
            @Mixin Output output) throws IOException {
        return write(() -> PiercedPlate.disc(diameter, thickness, hole), output);
    }

    @Command(name = "heart", description = "A heart-shaped pendant with a hole for the bail.")
    int heart(
            @Option(names = "--width", defaultValue = "20", description = "In mm (default: ${DEFAULT-VALUE}).") double width,
            @Option(names = "--thickness", defaultValue = "1.5", description = "In mm (default: ${DEFAULT-VALUE}).") double thickness,
            @Option(names = "--hole", defaultValue = "2", description = "Diameter in mm (default: ${DEFAULT-VALUE}).") double hole,
            @Mixin Output output) throws IOException {
        return write(() -> PiercedPlate.heart(width, thickness, hole), output);
    }

    @Command(name = "brilliant", description = "A stone in the round brilliant cut.")
    int brilliant(
            @Option(names = "--diameter", defaultValue = "6.5", description = "In mm (default: ${DEFAULT-VALUE}).") double diameter,
            @Mixin Output output) throws IOException {
        return write(() -> new Brilliant(diameter), output);
    }

    private interface Recipe {
        ClosedModel make();
    }

    private int write(Recipe recipe, Output output) throws IOException {
        try {
            ClosedModel whole = recipe.make();
            Model model = output.open == 0 ? whole : new OpenModel(whole, output.open);
            StlFile.write(model, output.file);
            String volume = model == whole ? "%.4f mm³".formatted(whole.volumeCubicMillimetres()) : "not watertight";
            Screen.of(command.commandLine().getOut())
                    .line("%s: %,d facets, %,d bytes, %s", output.file, model.facetCount(), StlFile.bytes(model), volume);
            return 0;
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(command.commandLine(), impossible.getMessage());
        }
    }
}
