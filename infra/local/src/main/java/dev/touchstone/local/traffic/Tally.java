package dev.touchstone.local.traffic;

/**
 * How the demonstration's orders went so far.
 *
 * @param failed ended in another way than it should have, or not at all
 */
public record Tally(int underWay, int closed, int rejected, int cancelled, int failed) {
}
