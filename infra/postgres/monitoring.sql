-- What either cluster lets its monitoring see: run after shop.sql or mes.sql, in the same way.

grant pg_monitor to monitoring;

create schema if not exists monitoring;
grant usage on schema monitoring to monitoring;

-- What the instance really holds, and what binds it, in bytes; nothing where /proc is not to be had. Files of the server are for the
-- superuser alone: whoever may call this gets the two numbers and no more.
create or replace function monitoring.instance_memory(out used bigint, out allowed bigint)
    language plpgsql volatile security definer
    set search_path = pg_catalog, pg_temp
as $$
declare
    postmaster text := split_part(pg_read_file('postmaster.pid'), E'\n', 1);
    process    text;
    content    text;
    place      text;
    folder     text;
    amount     text;
begin
    allowed := 1024 * (regexp_match(pg_read_file('/proc/meminfo', true), 'MemTotal:\s+(\d+)'))[1]::bigint;

    -- Our control group and all above it, version 2 (no controllers named) or 1; in a container the mount begins with our own.
    for content in select line from regexp_split_to_table(coalesce(pg_read_file('/proc/self/cgroup', true), ''), E'\n') line
                   where line ~ '^0::' or line ~ '^\d+:([^:]*,)?memory(,[^:]*)?:' loop
        folder := case when content like '0::%' then '/sys/fs/cgroup' else '/sys/fs/cgroup/memory' end;
        place := rtrim(regexp_replace(content, '^[^:]*:[^:]*:', ''), '/');
        loop
            amount := trim(E' \n' from coalesce(
                    pg_read_file(folder || place || case when content like '0::%' then '/memory.max' else '/memory.limit_in_bytes' end, true), ''));
            if amount ~ '^\d{1,18}$' then
                allowed := least(allowed, amount::bigint);
            end if;
            exit when place = '';
            place := regexp_replace(place, '/[^/]*$', '');
        end loop;
    end loop;

    -- The first process of a container has the container's control group to itself. Files that were read once and lie idle in its
    -- cache give way at any time; they would fill every limit.
    if postmaster = '1' then
        used := trim(E' \n' from pg_read_file('/sys/fs/cgroup/memory.current', true))::bigint
                - coalesce((regexp_match(pg_read_file('/sys/fs/cgroup/memory.stat', true), '(?n)^inactive_file (\d+)$'))[1]::bigint, 0);
    end if;
    if used is not null then
        return;
    end if;

    -- Shared memory counts once: every process has its proportion of it. The resident sizes would count it in each.
    for process in select postmaster union select pid::text from pg_stat_activity loop
        begin
            used := coalesce(used, 0) + 1024 * coalesce(
                    (regexp_match(pg_read_file('/proc/' || process || '/smaps_rollup', true), '\nPss:\s+(\d+)'))[1]::bigint, 0);
        exception when others then
            null; -- it ended between being listed and being read
        end;
    end loop;
    used := nullif(used, 0);
end
$$;

revoke all on function monitoring.instance_memory() from public;
grant execute on function monitoring.instance_memory() to monitoring;
