-- The shop database has two consumers: shop-api owns this schema, crm-api moves orders along under a role of its own.
-- Both change an order in the same way, in one transaction:
--   update orders set status = ?, version = version + 1, updated_at = ? where id = ? and version = ?   -- no row: somebody was faster
--   insert into order_transitions (order_id, from_status, to_status, at) values (?, ?, ?, ?)

create table orders (
    id               uuid primary key,                -- UUIDv7: descending id is newest first
    customer         text not null,
    model_sha256     text not null check (model_sha256 ~ '^[0-9a-f]{64}$'),
    metal            text not null check (metal <> ''),
    status           text not null check (status in ('SUBMITTED', 'PRICED', 'REJECTED', 'ACCEPTED', 'APPROVED',
                                                     'IN_PRODUCTION', 'PRODUCED', 'SHIPPED', 'CLOSED', 'CANCELLED')),
    price_amount     numeric(14, 2) check (price_amount >= 0),
    price_currency   text check (price_currency ~ '^[A-Z]{3}$'),
    volume_mm3       double precision check (volume_mm3 >= 0),
    mass_g           double precision check (mass_g >= 0),
    rejection_code   text,
    rejection_reason text,
    version          integer not null check (version > 0),
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    constraint quoted_once_priced check (
        num_nonnulls(price_amount, price_currency, volume_mm3, mass_g) = case when status in ('SUBMITTED', 'REJECTED') then 0 else 4 end),
    constraint reason_when_rejected check (
        num_nonnulls(rejection_code, rejection_reason) = case when status = 'REJECTED' then 2 else 0 end)
);

create index orders_of_customer on orders (customer, id desc);
create index orders_by_status on orders (status, id desc);

-- An order passes each status at most once, so the key also bars an effect from happening twice.
create table order_transitions (
    order_id    uuid not null references orders (id),
    from_status text,                                 -- null: the order was placed
    to_status   text not null,
    at          timestamptz not null,
    primary key (order_id, to_status)
);

-- Looked at on commit: no consumer can change a status and leave it out of the history.
alter table orders
    add constraint status_is_in_history foreign key (id, status) references order_transitions (order_id, to_status)
        deferrable initially deferred;

create table idempotency_keys (
    customer   text not null,
    key        text not null,
    order_id   uuid not null references orders (id) deferrable initially deferred, -- the key is claimed before the order is written
    created_at timestamptz not null default now(),
    primary key (customer, key)
);

create table models (
    sha256    text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes     bigint not null check (bytes > 0),
    stored_at timestamptz not null
);

create table model_owners (
    customer    text not null,
    sha256      text not null references models (sha256),
    uploaded_at timestamptz not null,
    primary key (customer, sha256)
);

-- crm-api sees orders and moves them along; it can neither place nor delete one, nor touch a price, nor see who uploaded what.
grant usage on schema shop to crm;
grant select on orders to crm;
grant update (status, version, updated_at) on orders to crm;
grant select, insert on order_transitions to crm;
