package dev.touchstone.local.command;

import dev.touchstone.local.stack.Progress;

/** Tells how a start or a stop goes, a line for each server. */
record ProgressLines(Screen screen) implements Progress {

    @Override
    public void report(Event event) {
        switch (event) {
            case FindingPrograms() -> screen.line("Looking for PostgreSQL, RabbitMQ and Prometheus (the first time they are unpacked, "
                    + "which takes up to half a minute) ...");
            case CleanedUp(String server, var pids) ->
                    screen.line("  %-14s ended what an earlier run left behind: processes %s", server, pids);
            case Starting(String server) -> screen.passing("  %-14s starts ...", server);
            case Healthy(String server, var took) -> screen.line("  %-14s healthy after %.1f s", server, took.toMillis() / 1000.0);
            // Those that were only interrupted because another one failed are not worth a line.
            case Failed(String server, String reason) when reason.equals("interrupted") -> screen.passing("  %-14s given up", server);
            case Failed(String server, String reason) -> screen.line("  %-14s failed", server);
            case Stopping(String server) -> screen.passing("  %-14s stops ...", server);
            case Stopped(String server) -> screen.line("  %-14s stopped", server);
        }
    }
}
