-- Messages that a transaction wants published: written in that transaction, published by the relay afterwards.
CREATE TABLE outbox (
    position     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id           uuid NOT NULL UNIQUE,
    exchange     text NOT NULL,
    routing_key  text NOT NULL,
    type         text NOT NULL,
    -- As it goes over the wire: jsonb would reorder the keys and respell the numbers.
    payload      bytea NOT NULL,
    traceparent  text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    -- A relay that takes a row moves this into the future: the row is its own until then, and free again if it dies.
    due_at       timestamptz NOT NULL DEFAULT now(),
    attempts     integer NOT NULL DEFAULT 0,
    published_at timestamptz
);

CREATE INDEX outbox_due ON outbox (due_at, position) WHERE published_at IS NULL;
CREATE INDEX outbox_published ON outbox (published_at) WHERE published_at IS NOT NULL;

-- Messages whose effect has happened: written in the transaction of the effect.
CREATE TABLE inbox (
    id          uuid PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX inbox_received ON inbox (received_at);
