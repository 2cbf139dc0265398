package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * A running PostgreSQL cluster, seen by its superuser.
 *
 * @param password of the superuser
 */
record PostgresCluster(String host, int port, String password) {

    static final String SUPERUSER = "postgres";

    Health health() {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("select 1");
            return Health.good();
        } catch (SQLException e) {
            return Health.down(e);
        }
    }

    /** What makes the roles and schemas of the database {@code shop} or {@code mes}, and what the monitoring may see there. */
    static List<Path> scripts(Project project, String database) {
        return List.of(project.file("infra/postgres/" + database + ".sql"), project.file("infra/postgres/monitoring.sql"));
    }

    /**
     * Makes a database with its roles and schemas, or completes one that is there.
     *
     * @param scripts   run inside the database, in one transaction; find each password as the setting {@code touchstone.<role>_password}
     * @param passwords by role
     */
    void furnish(String database, List<Path> scripts, Map<String, String> passwords) {
        try {
            makeDatabase(database);
            try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (Map.Entry<String, String> password : passwords.entrySet()) {
                    set(connection, "touchstone." + password.getKey() + "_password", password.getValue());
                }
                for (Path script : scripts) {
                    statement.execute(Files.readString(script));
                }
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("making the database " + database + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makeDatabase(String database) throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            if (!statement.executeQuery("select from pg_database where datname = '" + database + "'").next()) {
                statement.execute("create database " + database);
            }
        }
    }

    /** Until the end of the transaction. */
    private static void set(Connection connection, String setting, String value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, value);
            statement.execute();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database) + "?connectTimeout=3&ApplicationName=touchstone", SUPERUSER, password);
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
}
