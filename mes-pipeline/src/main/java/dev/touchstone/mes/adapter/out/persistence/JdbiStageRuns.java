package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.StageRuns;
import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.conveyor.StageRun;
import dev.touchstone.mes.domain.workorder.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

public final class JdbiStageRuns implements StageRuns {

    private static final String INSERT = """
            insert into stage_runs (order_id, stage, started_at, finished_at, outcome)
            values (:order_id, :stage, :started_at, :finished_at, :outcome)""";

    private static final String OF = "select stage, started_at, finished_at, outcome from stage_runs where order_id = :order_id";

    private final Jdbi jdbi;

    public JdbiStageRuns(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public void add(OrderId order, StageRun run) {
        jdbi.useHandle(handle -> handle.createUpdate(INSERT)
                .bind("order_id", order.value())
                .bind("stage", run.stage().name())
                .bind("started_at", run.startedAt().atOffset(ZoneOffset.UTC))
                .bind("finished_at", run.finishedAt().atOffset(ZoneOffset.UTC))
                .bind("outcome", run.outcome().name())
                .execute());
    }

    @Override
    public List<StageRun> of(OrderId order) {
        List<StageRun> runs = jdbi.withHandle(handle -> handle.createQuery(OF)
                .bind("order_id", order.value())
                .map((row, _) -> read(row))
                .list());
        return runs.stream().sorted(Comparator.comparing(StageRun::stage)).toList();
    }

    private static StageRun read(ResultSet row) throws SQLException {
        return new StageRun(
                Stage.valueOf(row.getString("stage")),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                StageRun.Outcome.valueOf(row.getString("outcome")));
    }
}
