package dev.touchstone.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Configuration files name other servers as the containers find them; processes of one machine find them by port. */
final class ContainerNames {

    /** How containers of one name are found; here there is one process of each. */
    private static final Pattern LOOKED_UP = Pattern.compile(
            "dns_sd_configs:\\s+- names: \\[(\\S+)]\\s+type: A\\s+port: (\\d+)\\s+refresh_interval: \\S+");
    private static final String AS_WRITTEN = "static_configs:\n      - targets: [\"$1:$2\"]";

    private ContainerNames() {
    }

    /** @param ports by {@code host:port} as written in the file: the port on loopback */
    static String onLoopback(Path file, Map<String, Integer> ports) {
        try {
            String text = LOOKED_UP.matcher(Files.readString(file)).replaceAll(AS_WRITTEN);
            for (Map.Entry<String, Integer> port : ports.entrySet()) {
                text = text.replace(port.getKey(), "127.0.0.1:" + port.getValue());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
