-- The MES cluster: run as superuser inside the database, as often as one likes. Tables are made by the service's own migrations.
-- The caller sets touchstone.mes_password and touchstone.monitoring_password.

-- Roles belong to the whole cluster: two callers at once would collide.
select pg_advisory_xact_lock(hashtext('touchstone roles'));

do $$
declare
    login text;
begin
    foreach login in array array['mes', 'monitoring'] loop
        if not exists (select from pg_roles where rolname = login) then
            execute format('create role %I login', login);
        end if;
        execute format('alter role %I password %L', login, current_setting('touchstone.' || login || '_password'));
        execute format('grant connect on database %I to %I', current_database(), login);
    end loop;
    -- Without this every role that can log in at all could open any database and make temporary tables there.
    execute format('revoke all on database %I from public', current_database());
end
$$;

revoke all on schema public from public;

create schema if not exists mes authorization mes;
