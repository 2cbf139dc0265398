package dev.touchstone.platform.database;

import dev.touchstone.observability.trace.ClientSpans;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** A span for each statement, without its parameters. */
final class SqlSpans implements SqlLogger {
    private final ClientSpans spans;
    private final String schema;

    SqlSpans(ClientSpans spans, String schema) {
        this.spans = spans;
        this.schema = schema;
    }

    @Override
    public void logAfterExecution(StatementContext context) {
        record(context, Optional.empty());
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        record(context, Optional.of(String.valueOf(failure.getSQLState())));
    }

    private void record(StatementContext context, Optional<String> sqlState) {
        // Null when the statement could not even be prepared.
        if (context.getExecutionMoment() == null || context.getRenderedSql() == null) {
            return;
        }
        String sql = context.getRenderedSql().strip();
        String operation = sql.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        spans.record(operation + " " + schema, context.getExecutionMoment(), Map.of(
                "db.system.name", "postgresql",
                "db.namespace", schema,
                "db.operation.name", operation,
                "db.query.text", sql), sqlState);
    }
}
