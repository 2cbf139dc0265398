package dev.touchstone.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.trace.ClientSpans;
import dev.touchstone.platform.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A service's own schema of a PostgreSQL database: migrated when it is opened, then reached through a bounded pool.
 *
 * <p>Whatever is done with {@link #jdbi()} inside {@code jdbi.inTransaction} on the same thread joins that transaction, so
 * repositories, outbox and inbox need no transaction handed round.
 */
public final class Database implements AutoCloseable {
    private static final long START_TIMEOUT_MILLISECONDS = 30_000;
    private static final long CONNECTION_TIMEOUT_MILLISECONDS = 5_000;
    private static final int VALIDATION_SECONDS = 1;

    // A statement that hangs must not hold its connection, and an abandoned transaction not its locks, for ever.
    private static final String GUARDS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s";

    private final String url;
    private final Properties properties;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(String url, Properties properties, HikariDataSource pool, SqlSpans spans) {
        this.url = url;
        this.properties = properties;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).setSqlLogger(spans);
    }

    /**
     * Waits up to 30 s for the database, applies the migrations under {@code db/messaging} and {@code db/migration} of the class
     * path, opens the pool.
     *
     * @param application how the server shows our connections ({@code application_name}), such as {@code shop-api}
     * @param schema      exists already or may be created by the user
     */
    public static Database open(DatabaseConfig config, String application, String schema, Telemetry telemetry) {
        Properties properties = properties(config, application, schema);
        HikariConfig settings = new HikariConfig();
        settings.setPoolName(application);
        settings.setJdbcUrl(config.url());
        settings.setDataSourceProperties(properties);
        settings.setMaximumPoolSize(config.poolSize());
        settings.setConnectionTimeout(CONNECTION_TIMEOUT_MILLISECONDS);
        settings.setInitializationFailTimeout(START_TIMEOUT_MILLISECONDS);
        settings.setMetricsTrackerFactory(new PoolMeters(telemetry.meters()));
        HikariDataSource pool = new HikariDataSource(settings);
        try {
            migrate(config, application, schema);
            return new Database(config.url(), properties, pool, new SqlSpans(new ClientSpans(telemetry.tracer(), telemetry.meters()::failed), schema));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    // On connections of its own: a migration may take longer than any statement of the service should.
    private static void migrate(DatabaseConfig config, String application, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(config.url());
        source.setUser(config.user());
        source.setPassword(config.password().value());
        source.setApplicationName(application);
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/messaging", "classpath:db/migration")
                .defaultSchema(schema)
                .load()
                .migrate();
    }

    private static Properties properties(DatabaseConfig config, String application, String schema) {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, config.user());
        PGProperty.PASSWORD.set(properties, config.password().value());
        PGProperty.APPLICATION_NAME.set(properties, application);
        PGProperty.CURRENT_SCHEMA.set(properties, schema);
        PGProperty.OPTIONS.set(properties, GUARDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.CONNECT_TIMEOUT.set(properties, "5");
        PGProperty.SOCKET_TIMEOUT.set(properties, "60");
        return properties;
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Runs {@code action} once the transaction that this thread is in has been committed, and never when it is rolled back; at once outside of one. */
    public void afterCommit(Runnable action) {
        jdbi.useHandle(handle -> {
            if (handle.isInTransaction()) {
                handle.afterCommit(action);
            } else {
                action.run();
            }
        });
    }

    /** A connection beside the pool, for one that is kept for ever; to be closed by the caller. */
    public Connection openConnection() throws SQLException {
        return DriverManager.getConnection(url, properties);
    }

    /** True when a connection can be had and answers; for readiness. */
    public boolean isReachable() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(VALIDATION_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
