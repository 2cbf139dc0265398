package dev.touchstone.observability.catalog;

/** The question that a metric helps to answer. */
public enum Approach {
    /** Utilisation, saturation, errors of a resource (Gregg). */
    USE,
    /** Rate, errors, duration of what people use (Wilkie). */
    RED,
    /** Latency, traffic, errors, saturation of an interface (Google SRE). */
    GOLDEN,
    /** What the shop itself lives on: orders and how long they take. */
    BUSINESS,
    /** Whether the monitoring can be believed. */
    TELEMETRY
}
