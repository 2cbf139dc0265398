#!/bin/bash
# Run once by the image of PostgreSQL, on a fresh cluster: makes the roles and schemas, with the passwords that lie in files.
# SECRETS names the folder with one file for each role, SCRIPTS the scripts of this cluster, in their order.
set -euo pipefail

# Passwords are read by psql itself, so that no list of processes shows them.
{
    for login in shop crm mes monitoring; do
        if [ -r "$SECRETS/$login" ]; then
            printf '\\set password `cat "%s"`\n' "$SECRETS/$login"
            printf "select set_config('touchstone.%s_password', :'password', true) \\\\g /dev/null\n" "$login"
        fi
    done
    printf '\\i %s\n' $SCRIPTS
} | psql --quiet --no-psqlrc --set ON_ERROR_STOP=1 --single-transaction --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --output /dev/null
