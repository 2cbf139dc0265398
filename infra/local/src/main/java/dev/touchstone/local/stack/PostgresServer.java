package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

/**
 * A PostgreSQL cluster with one database: durable (a commit is on disk before it is answered), reached by TCP on loopback with a
 * password only.
 *
 * @param name     of the server
 * @param database the database to make
 * @param roles    who logs in; the passwords are secrets named {@code <database>-<role>}
 * @param scripts  create the roles and schemas, in this order
 * @param data     the folder of the cluster
 */
record PostgresServer(String name, String database, List<String> roles, List<Path> scripts, Path data, int port, Secrets secrets,
        PostgresInstallation installation) implements Server {

    /** Given on the command line, where no configuration file can weaken them. */
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "password_encryption", "scram-sha-256",
            "listen_addresses", "127.0.0.1",
            "unix_socket_directories", "",
            "max_connections", "100",
            "timezone", "UTC",
            "log_timezone", "UTC",
            "logging_collector", "off");

    @Override
    public Map<String, Integer> ports() {
        return Map.of("postgresql", port);
    }

    @Override
    public List<ProcessSpecification> prepare() {
        if (!Files.isDirectory(data)) {
            initialise();
        }
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach((setting, value) -> arguments.addAll(List.of("-c", setting + "=" + value)));
        arguments.addAll(List.of("-c", "cluster_name=" + name));
        return List.of(new ProcessSpecification(installation.command("postgres", arguments), Map.of(), data));
    }

    /** Into a folder that gets its name when it is complete, so that a start that was killed half-way is repeated. */
    private void initialise() {
        Path partial = data.resolveSibling(data.getFileName() + ".partial");
        Folders.delete(partial);
        Folders.make(data.getParent());
        Commands.run(data.getParent(), installation.command("initdb", List.of(
                "--pgdata", partial.toString(), "--username", PostgresCluster.SUPERUSER, "--pwfile", passwordFile(PostgresCluster.SUPERUSER).toString(),
                "--auth", "scram-sha-256", "--encoding", "UTF8", "--data-checksums", "--no-instructions",
                "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")));
        try {
            Files.move(partial, data, ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Health health() {
        return cluster().health();
    }

    @Override
    public void furnish() {
        furnish(database);
    }

    /** Makes a database with its roles and schemas, or completes one that is there. */
    void furnish(String name) {
        cluster().furnish(name, scripts, passwords());
    }

    private PostgresCluster cluster() {
        return new PostgresCluster("127.0.0.1", port, secrets.value(secret(PostgresCluster.SUPERUSER)));
    }

    private Map<String, String> passwords() {
        return roles.stream().collect(Collectors.toMap(role -> role, role -> secrets.value(secret(role))));
    }

    String jdbcUrl() {
        return jdbcUrl(database);
    }

    String jdbcUrl(String name) {
        return cluster().jdbcUrl(name);
    }

    private String secret(String role) {
        return database + "-" + role;
    }

    Path passwordFile(String role) {
        return secrets.file(secret(role));
    }

    Addresses.Database address() {
        Map<String, String> all = new LinkedHashMap<>(Map.of(PostgresCluster.SUPERUSER, cluster().password()));
        all.putAll(passwords());
        return new Addresses.Database(jdbcUrl(), all);
    }

    /** PostgreSQL's fast shutdown: open transactions are rolled back, clients are not waited for. */
    @Override
    public EndSignal endSignal() {
        return EndSignal.INTERRUPT;
    }
}
