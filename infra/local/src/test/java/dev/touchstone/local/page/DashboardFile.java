package dev.touchstone.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dashboard of the project, as a test reads it. */
public record DashboardFile(String uid, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NOT_METRICS = Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)|\\$\\w+");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.:])[a-zA-Z_:][\\w:]*(?!\\w*\\s*\\()");
    private static final Set<String> WORDS = Set.of("or", "and", "unless", "bool", "offset", "inf", "nan", "Inf", "NaN");

    /** A question that a panel asks. */
    public record Question(String dashboard, JsonNode panel, JsonNode target) {

        public String expression() {
            return target.path("expr").asText();
        }

        public String where() {
            return "%s / %s / %s".formatted(dashboard, panel.path("title").asText(), target.path("refId").asText());
        }

        /** The expression with every variable standing for all, over so many seconds. */
        public String concrete(int seconds) {
            return expression().replace("$__rate_interval", "30s").replace("$__range_s", Integer.toString(seconds)).replace("$__range", seconds + "s")
                    .replaceAll("\\$(route|user|stage|queue|bucket)\\b", ".*");
        }

        /** Names of metrics and records in it. */
        public Set<String> metrics() {
            Set<String> names = new TreeSet<>();
            Matcher found = NAME.matcher(NOT_METRICS.matcher(TEXT.matcher(expression()).replaceAll(" ")).replaceAll(" "));
            while (found.find()) {
                if (!WORDS.contains(found.group())) {
                    names.add(found.group());
                }
            }
            return names;
        }
    }

    public static List<DashboardFile> all() {
        List<DashboardFile> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Project.find().file("grafana/dashboards"), "*.json")) {
            for (Path file : files) {
                all.add(new DashboardFile(file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.sort(Comparator.comparing(DashboardFile::uid));
        return all;
    }

    /** Rows and what they fold away, too. */
    List<JsonNode> everything() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode panel : json.path("panels")) {
            all.add(panel);
            panel.path("panels").forEach(all::add);
        }
        return all;
    }

    /** What is drawn. */
    public List<JsonNode> panels() {
        return everything().stream().filter(panel -> !panel.path("type").asText().equals("row")).toList();
    }

    public List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        panels().forEach(panel -> panel.path("targets").forEach(target -> questions.add(new Question(uid, panel, target))));
        return questions;
    }

    @Override
    public String toString() {
        return uid;
    }

    List<JsonNode> variables() {
        List<JsonNode> variables = new ArrayList<>();
        json.path("templating").path("list").forEach(variables::add);
        return variables;
    }
}
