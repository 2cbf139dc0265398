-- Managers' sessions. The token itself is stored nowhere: who reads this table can't take a session over.
create table sessions (
    token_hash   bytea primary key check (octet_length(token_hash) = 32),   -- SHA-256
    user_id      text not null,
    opened_at    timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at   timestamptz not null check (expires_at > last_seen_at)     -- the earlier of the idle and the absolute timeout
);

create index sessions_by_expiry on sessions (expires_at);
