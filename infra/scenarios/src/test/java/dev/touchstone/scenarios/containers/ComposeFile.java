package dev.touchstone.scenarios.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/** {@code docker-compose.yml} as it is written, with its anchors resolved. */
record ComposeFile(Map<String, Object> content) {

    static ComposeFile read(Path file) {
        try {
            return new ComposeFile(new Yaml().load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By name. */
    Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new TreeMap<>();
        map(content.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    Set<String> volumes() {
        return map(content.get("volumes")).keySet();
    }

    Map<String, Object> networks() {
        return map(content.get("networks"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    static List<String> texts(Object value) {
        return value == null ? List.of() : ((List<?>) value).stream().map(Object::toString).toList();
    }

    /** @param size as the file gives it: {@code 256m} */
    static long mebibytes(Object size) {
        String text = String.valueOf(size);
        if (!text.matches("\\d+m")) {
            throw new IllegalArgumentException("a limit in whole mebibytes is wanted, not " + text);
        }
        return Long.parseLong(text.substring(0, text.length() - 1));
    }
}
