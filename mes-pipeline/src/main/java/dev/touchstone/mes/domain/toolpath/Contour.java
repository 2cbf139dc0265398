package dev.touchstone.mes.domain.toolpath;

/**
 * A closed polygon in a plane of constant height; the last point is joined to the first. Metal is on the left: outlines run
 * counterclockwise seen from above, holes clockwise.
 *
 * @param x in millimetres; not to be changed
 * @param y in millimetres, as many
 */
public record Contour(double[] x, double[] y) {

    /**
     * Positive for an outline, negative for a hole; square millimetres. By the shoelace formula (Gauss), taken relative to
     * the first point.
     */
    public double area() {
        double doubled = 0;
        for (int i = 1; i + 1 < x.length; i++) {
            doubled += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
        }
        return doubled / 2;
    }

    public boolean isHole() {
        return area() < 0;
    }

    /** All around, in millimetres. */
    public double length() {
        double length = 0;
        for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
            length += Math.hypot(x[i] - x[last], y[i] - y[last]);
        }
        return length;
    }
}
