package dev.touchstone.mes.adapter.out.persistence;

import dev.touchstone.mes.application.port.out.Discards;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import dev.touchstone.mes.domain.deadletter.Discard;
import dev.touchstone.mes.domain.deadletter.LetterId;
import dev.touchstone.mes.domain.deadletter.QueueName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

public final class JdbiDiscards implements Discards {

    private static final String INSERT = """
            insert into discarded_letters (queue, message_id, type, failure_reason, failure_detail, attempts, dead_since, payload, reason, discarded_by, discarded_at)
            values (:queue, :message_id, :type, :failure_reason, :failure_detail, :attempts, :dead_since, :payload, :reason, :discarded_by, :discarded_at)
            on conflict do nothing""";

    private static final String FIND = "select * from discarded_letters where queue = :queue and message_id = :message_id";

    private final Jdbi jdbi;

    public JdbiDiscards(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(Discard discard) {
        DeadLetter letter = discard.letter();
        return jdbi.withHandle(handle -> handle.createUpdate(INSERT)
                .bind("queue", discard.queue().value())
                .bind("message_id", letter.id().value())
                .bind("type", letter.type())
                .bind("failure_reason", letter.reason())
                .bind("failure_detail", letter.detail().orElse(null))
                .bind("attempts", letter.attempts())
                .bind("dead_since", letter.deadSince().map(since -> since.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("payload", discard.payload())
                .bind("reason", discard.reason())
                .bind("discarded_by", discard.by())
                .bind("discarded_at", discard.at().atOffset(ZoneOffset.UTC))
                .execute()) == 1;
    }

    @Override
    public Optional<Discard> find(QueueName queue, LetterId letter) {
        return jdbi.withHandle(handle -> handle.createQuery(FIND)
                .bind("queue", queue.value())
                .bind("message_id", letter.value())
                .map((row, _) -> read(row))
                .findOne());
    }

    private static Discard read(ResultSet row) throws SQLException {
        byte[] payload = row.getBytes("payload");
        DeadLetter letter = new DeadLetter(new LetterId(row.getString("message_id")), row.getString("type"), row.getString("failure_reason"),
                Optional.ofNullable(row.getString("failure_detail")), row.getInt("attempts"),
                Optional.ofNullable(row.getObject("dead_since", OffsetDateTime.class)).map(OffsetDateTime::toInstant), payload.length);
        Instant at = row.getObject("discarded_at", OffsetDateTime.class).toInstant();
        return new Discard(new QueueName(row.getString("queue")), letter, payload, row.getString("reason"), row.getString("discarded_by"), at);
    }
}
