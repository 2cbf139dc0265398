-- When a customer saw the price of an order for the first time. Apart from the order, which is left alone by those who only look.
create table price_sights (
    order_id uuid primary key references orders (id),
    at       timestamptz not null
);

-- Nobody noted the first sight of prices until now; they are taken for seen as soon as they were there.
insert into price_sights (order_id, at)
select order_id, at from order_transitions where to_status = 'PRICED';
