/** {@code ./touchstone load}: plans a run, watches over it in a JVM of its own, and holds what customers met against the objectives. */
package dev.touchstone.scenarios.load;
