package dev.touchstone.local.runtime;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * RabbitMQ's programs, of the machine or unpacked.
 *
 * @param server      the start script of the server
 * @param epmd        Erlang's port mapper, without which a node does not start
 * @param environment variables that both need to find their parts
 */
public record RabbitMqInstallation(Path server, Path epmd, Map<String, String> environment) {

    /** Debian's own scripts: the ones in /usr/sbin insist on root and on the user rabbitmq. */
    private static final Path DEBIAN_SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

    /** @throws MissingSoftware when it is neither installed nor to be had from the machine's package sources */
    public static RabbitMqInstallation find(RuntimeFolder runtime) {
        return installed()
                .or(() -> DebianPackages.find(runtime).map(RabbitMqInstallation::unpacked))
                .orElseThrow(() -> new MissingSoftware("RabbitMQ is missing: install rabbitmq-server (with Erlang) so that it is found on PATH"));
    }

    private static Optional<RabbitMqInstallation> installed() {
        Optional<Path> server = Files.isExecutable(DEBIAN_SERVER) ? Optional.of(DEBIAN_SERVER)
                : Commands.find("rabbitmq-server").filter(script -> !script.startsWith("/usr/sbin"));
        Optional<Path> epmd = Commands.find("epmd");
        return server.isPresent() && epmd.isPresent() && Commands.find("erl").isPresent()
                ? Optional.of(new RabbitMqInstallation(server.get(), epmd.get(), Map.of()))
                : Optional.empty();
    }

    private static RabbitMqInstallation unpacked(DebianPackages packages) {
        Path erlang = packages.tree().resolve("usr/lib/erlang/bin");
        Path rabbitMq = packages.tree().resolve("usr/lib/rabbitmq/bin");
        String path = Stream.of(erlang, rabbitMq, System.getenv("PATH")).map(Object::toString).collect(Collectors.joining(File.pathSeparator));
        return new RabbitMqInstallation(rabbitMq.resolve("rabbitmq-server"), erlang.resolve("epmd"),
                Map.of("PATH", path, "LD_LIBRARY_PATH", packages.libraries().toString()));
    }
}
