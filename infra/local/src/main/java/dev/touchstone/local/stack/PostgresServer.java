package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Commands;
import dev.touchstone.local.runtime.Folders;
import dev.touchstone.local.runtime.PostgresInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

/**
 * A PostgreSQL cluster with one database: durable (a commit is on disk before it is answered), reached by TCP on loopback with a
 * password only.
 *
 * @param name     of the server
 * @param database the database to make
 * @param roles    who logs in; the passwords are secrets named {@code <database>-<role>}
 * @param script   creates the roles and schemas inside the database, given each password as the setting
 *                 {@code touchstone.<role>_password}; may be run again
 * @param data     the folder of the cluster
 */
record PostgresServer(String name, String database, List<String> roles, Path script, Path data, int port, Secrets secrets, PostgresInstallation installation)
        implements Server {

    static final String SUPERUSER = "postgres";

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
                "--pgdata", partial.toString(), "--username", SUPERUSER, "--pwfile", secrets.file(database + "-" + SUPERUSER).toString(),
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
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            return Health.good();
        } catch (SQLException e) {
            return Health.down(e);
        }
    }

    @Override
    public void furnish() {
        furnish(database);
    }

    /** Makes a database with its roles and schemas, or completes one that is there. */
    void furnish(String name) {
        try {
            try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
                if (!statement.executeQuery("select from pg_database where datname = '" + name + "'").next()) {
                    statement.execute("create database " + name);
                }
            }
            try (Connection connection = connect(name)) {
                connection.setAutoCommit(false);
                for (String role : roles) {
                    setPassword(connection, role);
                }
                try (Statement statement = connection.createStatement()) {
                    statement.execute(Files.readString(script));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("making the database " + name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void setPassword(Connection connection, String role) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, "touchstone." + role + "_password");
            statement.setString(2, secrets.value(database + "-" + role));
            statement.execute();
        }
    }

    private Connection connect(String to) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + to + "?connectTimeout=3&ApplicationName=touchstone",
                SUPERUSER, secrets.value(database + "-" + SUPERUSER));
    }

    String jdbcUrl() {
        return jdbcUrl(database);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    Path passwordFile(String role) {
        return secrets.file(database + "-" + role);
    }

    Addresses.Database address() {
        Map<String, String> passwords = new LinkedHashMap<>();
        passwords.put(SUPERUSER, secrets.value(database + "-" + SUPERUSER));
        roles.forEach(role -> passwords.put(role, secrets.value(database + "-" + role)));
        return new Addresses.Database(jdbcUrl(), passwords);
    }

    /** PostgreSQL's fast shutdown: open transactions are rolled back, clients are not waited for. */
    @Override
    public EndSignal endSignal() {
        return EndSignal.INTERRUPT;
    }
}
