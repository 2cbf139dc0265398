package dev.touchstone.local.runtime;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The checked-out project: where its built services are and the files that it hands to the servers.
 *
 * @param root the folder with the top {@code pom.xml}
 */
public record Project(Path root) {

    public Project {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The project that this class was built in, whether it runs from a class folder, a test-jar in the reactor or the
     * packaged jar; the system property {@code touchstone.project} overrides it.
     */
    public static Project find() {
        String given = System.getProperty("touchstone.project");
        if (given != null) {
            return new Project(Path.of(given));
        }
        for (Path folder = codeLocation(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("infra/local/pom.xml"))) {
                return new Project(folder);
            }
        }
        throw new IllegalStateException("this class was not built inside the project: name its folder with -Dtouchstone.project=FOLDER");
    }

    /** The executable jar of a service; its libraries lie in {@code lib} beside it. */
    public Path serviceJar(String service) {
        return root.resolve(service).resolve("target").resolve(service + ".jar");
    }

    /** The bundled jar of a server that the build has put aside: {@code s3proxy} or {@code zipkin}. */
    public Path serverJar(String server) {
        return root.resolve("infra/local/target/runtime").resolve(server + ".jar");
    }

    public Path file(String relative) {
        return root.resolve(relative);
    }

    private static Path codeLocation() {
        try {
            return Path.of(Project.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
