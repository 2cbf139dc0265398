package dev.touchstone.scenarios.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run is told and what it leaves behind: {@code plan.json}, {@code result.json}, {@code generator.log} and Gatling's
 * {@code report/index.html}. It is also how the command and the generator's process speak with each other.
 */
public record RunFolder(Path path) {

    /** Begins the lines on the generator's standard output that are meant for people. */
    public static final String PROGRESS = "progress: ";
    static final String PROPERTY = "touchstone.load.folder";

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT);

    /** The folder that this process was started for. */
    public static RunFolder ofThisProcess() {
        return new RunFolder(Path.of(System.getProperty(PROPERTY)));
    }

    public LoadPlan plan() {
        return read("plan.json", LoadPlan.class);
    }

    void write(LoadPlan plan) {
        write("plan.json", plan);
    }

    public Result result() {
        return read("result.json", Result.class);
    }

    public void write(Result result) {
        write("result.json", result);
    }

    boolean hasResult() {
        return Files.exists(path.resolve("result.json"));
    }

    Path log() {
        return path.resolve("generator.log");
    }

    public Path report() {
        return path.resolve("report").resolve("index.html");
    }

    /** Where Gatling makes a folder of its own choice for its report. */
    Path gatling() {
        return path.resolve("gatling");
    }

    /** Gives Gatling's report its place. */
    void keepReport() throws IOException {
        List<Path> made;
        try (Stream<Path> entries = Files.list(gatling())) {
            made = entries.filter(Files::isDirectory).toList();
        }
        if (made.size() != 1) {
            throw new IOException("one report was expected in %s, not %d".formatted(gatling(), made.size()));
        }
        Files.move(made.getFirst(), path.resolve("report"));
        Files.delete(gatling());
        Folders.delete(path.resolve(".java"));
    }

    private <T> T read(String file, Class<T> type) {
        try {
            return JSON.readValue(path.resolve(file).toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, Object value) {
        try {
            JSON.writeValue(path.resolve(file).toFile(), value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
