-- Messages that an operator has taken out of the dead letters for good. The payload is kept, since it is nowhere else any more.
create table discarded_letters (
    queue          text not null,                      -- the work queue
    message_id     text not null,                      -- of any form: what has died may be malformed
    type           text not null,
    failure_reason text not null,                      -- why it was dead
    failure_detail text,
    attempts       integer not null,
    dead_since     timestamptz,
    payload        bytea not null,
    reason         text not null check (reason <> ''), -- why it will not be replayed
    discarded_by   text not null,                      -- subject of the operator's token
    discarded_at   timestamptz not null,
    primary key (queue, message_id)
);
