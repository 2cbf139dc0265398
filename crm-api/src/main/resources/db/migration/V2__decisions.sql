-- Which manager took which step. The history of an order, which customers see, does not name them.
create table decisions (
    id         bigint generated always as identity primary key,
    order_id   uuid not null,          -- of shop.orders
    status     text not null,          -- that the order came to: APPROVED, SHIPPED, CLOSED
    decided_by text not null,          -- subject of the manager's token
    at         timestamptz not null
);

create index decisions_by_order on decisions (order_id);
