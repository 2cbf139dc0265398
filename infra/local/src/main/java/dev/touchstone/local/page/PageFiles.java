package dev.touchstone.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** The files that make up the page itself, and Apache ECharts; both come from the class path. */
final class PageFiles {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*([.][a-z]+)?[.](js|css|html|svg)");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript; charset=utf-8", "css", "text/css; charset=utf-8",
            "html", "text/html; charset=utf-8", "svg", "image/svg+xml");
    private static final String ECHARTS = "echarts.min.js";

    private final String echarts;

    PageFiles() {
        this.echarts = "/META-INF/resources/webjars/echarts/%s/%s".formatted(version(), ECHARTS);
    }

    /** The folder in the webjar is named after its version, which the build knows. */
    private static String version() {
        try (InputStream properties = PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars/echarts/pom.properties")) {
            Properties read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply index() throws IOException {
        return file("index.html");
    }

    Reply file(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Reply.notFound();
        }
        Optional<byte[]> content = content(name.equals(ECHARTS) ? echarts : name);
        return content.map(bytes -> new Reply(200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes)).orElseGet(Reply::notFound);
    }

    private static Optional<byte[]> content(String resource) throws IOException {
        try (InputStream stream = PageFiles.class.getResourceAsStream(resource)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        }
    }
}
