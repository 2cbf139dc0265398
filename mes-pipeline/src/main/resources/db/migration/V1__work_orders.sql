create table work_orders (
    order_id         uuid primary key,                 -- UUIDv7: descending id is newest first
    model_sha256     text not null check (model_sha256 ~ '^[0-9a-f]{64}$'),
    metal            text not null,
    status           text not null check (status in ('RECEIVED', 'PRICED', 'REJECTED', 'IN_PRODUCTION', 'PRODUCED', 'CANCELLED')),
    stage            text check (stage in ('SLICING', 'CASTING', 'POLISHING', 'INSPECTION')),
    facets           bigint,
    volume_mm3       double precision,
    area_mm2         double precision,
    min_x_mm         double precision,                 -- bounding box, in the file's own coordinates
    min_y_mm         double precision,
    min_z_mm         double precision,
    max_x_mm         double precision,
    max_y_mm         double precision,
    max_z_mm         double precision,
    mass_g           numeric,
    price_amount     numeric,
    price_currency   text check (price_currency ~ '^[A-Z]{3}$'),
    toolpath_sha256  text check (toolpath_sha256 ~ '^[0-9a-f]{64}$'),
    rejection_code   text,
    rejection_reason text,
    version          integer not null,
    received_at      timestamptz not null,
    updated_at       timestamptz not null default now(),
    constraint stage_while_in_production check ((stage is not null) = (status = 'IN_PRODUCTION')),
    constraint quote_is_whole check (
        num_nonnulls(facets, volume_mm3, area_mm2, min_x_mm, min_y_mm, min_z_mm, max_x_mm, max_y_mm, max_z_mm,
                     mass_g, price_amount, price_currency) in (0, 12)),
    constraint quoted_once_priced check (status not in ('PRICED', 'IN_PRODUCTION', 'PRODUCED') or price_amount is not null),
    constraint sliced_before_the_machines check (not (status = 'PRODUCED' or stage in ('CASTING', 'POLISHING', 'INSPECTION')) or toolpath_sha256 is not null),
    constraint reason_when_rejected check (num_nonnulls(rejection_code, rejection_reason) = case when status = 'REJECTED' then 2 else 0 end)
);

create index work_orders_by_status on work_orders (status, order_id desc);

-- A station finishes its work on an order once, so the key also bars an effect from happening twice.
create table stage_runs (
    order_id    uuid not null references work_orders (order_id),
    stage       text not null check (stage in ('PRICING', 'SLICING', 'CASTING', 'POLISHING', 'INSPECTION')),
    started_at  timestamptz not null,
    finished_at timestamptz not null,
    outcome     text not null check (outcome in ('COMPLETED', 'REJECTED')),
    primary key (order_id, stage)
);
