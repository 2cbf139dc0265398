package dev.touchstone.local.testing;

import java.nio.file.Path;
import java.util.Map;

/**
 * A database of a test's own: its roles and empty schemas are there, tables are not.
 *
 * @param jdbcUrl       without user and password
 * @param passwordFiles by role; each file holds the password and nothing else
 */
public record PostgresBackend(String jdbcUrl, Map<String, Path> passwordFiles) {

    public String password(String role) {
        return Texts.read(passwordFile(role));
    }

    public Path passwordFile(String role) {
        Path file = passwordFiles.get(role);
        if (file == null) {
            throw new IllegalArgumentException("no role " + role + ", only " + passwordFiles.keySet());
        }
        return file;
    }
}
