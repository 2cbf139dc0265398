package dev.touchstone.mes.domain.toolpath;

/**
 * How the machine traces a pattern.
 *
 * @param layerHeight millimetres, as {@link Slicer} takes it
 * @param feed        speed of the beam along a contour, millimetres per minute
 * @param power       of the beam, per mille of its greatest
 */
public record ToolpathSettings(double layerHeight, int feed, int power) {

    /** @throws IllegalArgumentException when feed or power are not positive, or the power is above 1000 */
    public ToolpathSettings {
        if (feed < 1 || power < 1 || power > 1000) {
            throw new IllegalArgumentException("feed and power must be positive, power at most 1000");
        }
    }
}
