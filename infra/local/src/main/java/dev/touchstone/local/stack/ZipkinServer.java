package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Zipkin, which keeps the latest traces in memory. */
record ZipkinServer(Path folder, int port, Path jar) implements Server {

    @Override
    public String name() {
        return "zipkin";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", port);
    }

    @Override
    public List<ProcessSpecification> prepare() {
        return List.of(new ProcessSpecification(List.of(Commands.java().toString(), "-Xmx192m",
                // What its libraries do that Java 25 warns of.
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-jar", jar.toString(),
                "--armeria.ports[0].ip=127.0.0.1", "--armeria.ports[0].port=" + port, "--armeria.ports[0].protocols[0]=http"),
                Map.of("MEM_MAX_SPANS", "100000"), Folders.make(folder)));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Health health() {
        return Health.ofHttp(address().resolve("/health"), 200);
    }
}
