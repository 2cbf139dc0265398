package dev.touchstone.scenarios.report;

import dev.touchstone.scenarios.report.window.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a window has to tell: what is wrong and what it costs, what was promised and kept, where the time of an order goes.
 *
 * @param findings what to fix, first things first; empty when nothing is wrong
 * @param gaps     what could not be told for want of numbers
 * @param notes    what a reader should know before believing the rest
 * @param orders   orders placed in the window
 */
public record Report(Instant madeAt, Timeline timeline, double orders, List<Finding> findings, List<String> gaps, List<String> notes,
                     List<Promise> objectives, List<Leg> path, List<PortUse> ports, List<Use> use, List<ErrorCause> errors, Optional<Comparison> comparison,
                     List<TraceExample> traces) {

    public Report {
        findings = List.copyOf(findings);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
        objectives = List.copyOf(objectives);
        path = List.copyOf(path);
        ports = List.copyOf(ports);
        use = List.copyOf(use);
        errors = List.copyOf(errors);
        traces = List.copyOf(traces);
    }

    /**
     * A service level objective over the window.
     *
     * @param target share of events that have to be good
     * @param events number in the window; 0 when there were none, and then nothing can be said
     * @param burned share of bad events by the share that may be bad: 1 is exactly what was promised
     */
    public record Promise(String name, String component, String meaning, double target, double events, double bad, double burned) {
        public boolean kept() {
            return burned <= 1;
        }
    }

    /** Whether time is spent on the order, or passes until somebody gets to it. */
    public enum Kind { WORKING, WAITING, PEOPLE }

    /**
     * A part of an order's way.
     *
     * @param mean   seconds for one order
     * @param number of orders (or pieces, or messages) that it was measured on
     */
    public record Leg(String name, Kind kind, Component component, double mean, double number) {
    }

    /** @param usual seconds that a call takes when all is well; infinite when there were too few */
    public record PortUse(String service, String call, String adapter, double calls, double mean, double usual, double failed, double seconds) {
    }

    /** Utilisation, saturation and errors of one resource, each in words; empty where it has none of it. */
    public record Use(String resource, double utilisation, String utilised, String saturated, String errors, boolean attention) {
    }

    public record ErrorCause(String where, String what, double number) {
    }

    /** The same numbers in an earlier window. */
    public record Comparison(Instant from, Instant to, List<Compared> numbers) {
    }

    /** @param seconds whether the numbers are times */
    public record Compared(String what, boolean seconds, double before, double now) {
        /** By how much it is more now, as a factor; 1 when either is unknown. */
        public double factor() {
            return before > 0 && Double.isFinite(now) ? now / before : 1;
        }
    }

    /** A trace to look at. */
    public record TraceExample(String trace, String what, double seconds, Instant at, Optional<String> address) {
    }
}
