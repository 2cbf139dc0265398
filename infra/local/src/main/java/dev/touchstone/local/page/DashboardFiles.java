package dev.touchstone.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The dashboards of a folder. They are read anew each time, so that an edited file is seen at the next look. */
final class DashboardFiles {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UID = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private final Path folder;

    DashboardFiles(Path folder) {
        this.folder = folder;
    }

    /** Uid, title, description and tags of each, by file name. A file that is not JSON is listed with what is wrong with it. */
    Reply list() throws IOException {
        Map<String, ObjectNode> entries = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return Reply.json(JSON.writeValueAsBytes(entries.values()));
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                entries.put(file.getFileName().toString(), entry(file));
            }
        }
        ArrayNode list = JSON.createArrayNode();
        entries.values().forEach(list::add);
        return Reply.json(JSON.writeValueAsBytes(list));
    }

    private static ObjectNode entry(Path file) {
        String name = file.getFileName().toString().replaceFirst("[.]json$", "");
        ObjectNode entry = JSON.createObjectNode();
        try {
            JsonNode dashboard = JSON.readTree(file.toFile());
            entry.put("uid", dashboard.path("uid").asText(name)).put("title", dashboard.path("title").asText(name))
                    .put("description", dashboard.path("description").asText());
            entry.set("tags", dashboard.path("tags"));
        } catch (IOException e) {
            entry.put("uid", name).put("title", name).put("description", "not readable: " + e.getMessage());
        }
        return entry;
    }

    /** The file of the dashboard, which bears its uid. */
    Reply one(String uid) throws IOException {
        return file(uid).isPresent() ? Reply.json(Files.readAllBytes(file(uid).get())) : Reply.notFound();
    }

    private Optional<Path> file(String uid) {
        return Optional.of(uid).filter(given -> UID.matcher(given).matches()).map(given -> folder.resolve(given + ".json")).filter(Files::isRegularFile);
    }
}
