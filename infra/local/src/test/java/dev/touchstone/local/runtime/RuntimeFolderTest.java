package dev.touchstone.local.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RuntimeFolderTest {

    @TempDir
    private Path folder;

    @Test
    void unpacksOnceForAllThatAskAtTheSameTime() throws Exception {
        RuntimeFolder runtime = new RuntimeFolder(folder);
        AtomicInteger unpacked = new AtomicInteger();
        Callable<Path> ask = () -> runtime.provide("thing-1", empty -> {
            unpacked.incrementAndGet();
            write(empty.resolve("content"), "complete");
        });

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Path> entry : threads.invokeAll(Stream.generate(() -> ask).limit(8).toList())) {
                assertThat(entry.get().resolve("content")).hasContent("complete");
            }
        }

        assertThat(unpacked).hasValue(1);
    }

    @Test
    void offersNothingThatFailedHalfWay() {
        RuntimeFolder runtime = new RuntimeFolder(folder);
        Consumer<Path> fails = empty -> {
            write(empty.resolve("half"), "");
            throw new IllegalStateException("disk full");
        };

        assertThatThrownBy(() -> runtime.provide("thing-1", fails)).hasMessage("disk full");

        assertThat(folder.resolve("thing-1")).doesNotExist();
        Path entry = runtime.provide("thing-1", empty -> write(empty.resolve("whole"), ""));
        assertThat(entry.resolve("whole")).exists();
        assertThat(entry.resolve("half")).doesNotExist();
    }

    @Test
    void keepsVersionsBesideEachOther() {
        RuntimeFolder runtime = new RuntimeFolder(folder);

        List<Path> entries = Stream.of("thing-1", "thing-2").map(name -> runtime.provide(name, empty -> write(empty.resolve("name"), name))).toList();

        assertThat(entries.getFirst().resolve("name")).hasContent("thing-1");
        assertThat(entries.getLast().resolve("name")).hasContent("thing-2");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
