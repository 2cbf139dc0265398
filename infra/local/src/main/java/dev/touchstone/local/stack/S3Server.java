package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Object storage: S3Proxy, which keeps objects as files.
 *
 * @param folder gets the configuration and, below {@code data}, the buckets
 * @param jar    S3Proxy with its libraries
 */
record S3Server(Path folder, int port, Path jar, Secrets secrets) implements Server {

    static final String ACCESS_KEY = "touchstone";
    private static final String SECRET = "s3";
    /** S3Proxy holds an unchunked upload in memory to check its signature, and refuses greater ones: above our largest model. */
    private static final int LARGEST_UNCHUNKED_BYTES = 80 * 1024 * 1024;

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("s3", port);
    }

    @Override
    public List<ProcessSpecification> prepare() {
        Path data = Folders.make(folder.resolve("data"));
        Path settings = folder.resolve("s3proxy.properties");
        Folders.writePrivately(settings, """
                s3proxy.endpoint=%s
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.v4-max-non-chunked-request-size=%d
                jclouds.provider=filesystem-nio2
                jclouds.identity=unused
                jclouds.credential=unused
                jclouds.filesystem.basedir=%s
                """.formatted(endpoint(), ACCESS_KEY, secrets.value(SECRET), LARGEST_UNCHUNKED_BYTES, data));
        return List.of(new ProcessSpecification(
                List.of(Commands.java().toString(), "-Xmx256m", "-jar", jar.toString(), "--properties", settings.toString()), Map.of(), folder));
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    String secretKey() {
        return secrets.value(SECRET);
    }

    Path secretKeyFile() {
        return secrets.file(SECRET);
    }

    /** An unsigned request is refused by a server that works. */
    @Override
    public Health health() {
        return Health.ofHttp(endpoint(), 403);
    }
}
