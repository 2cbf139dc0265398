package dev.touchstone.mes.domain.mesh;

/** The smallest box along the axes that holds the model; all six numbers in millimetres, in the file's own coordinates. */
public record BoundingBox(double minX, double minY, double minZ, double maxX, double maxY, double maxZ) {

    public double width() {
        return maxX - minX;
    }

    public double depth() {
        return maxY - minY;
    }

    public double height() {
        return maxZ - minZ;
    }

    /** The longest of the three sides, in millimetres. */
    public double longestSide() {
        return Math.max(width(), Math.max(depth(), height()));
    }

    /** From corner to opposite corner, in millimetres. */
    public double diagonal() {
        return Math.hypot(Math.hypot(width(), depth()), height());
    }
}
