package dev.touchstone.local.models;

import dev.touchstone.local.models.Contour.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An even plate with a round hole: pendants hang from it, a finger goes through a signet ring's. */
public final class PiercedPlate implements ClosedModel {

    private static final int CORNERS = 360;

    private final Contour outline;
    private final Contour hole;
    private final double thickness;

    private PiercedPlate(Contour outline, Point holeCentre, double holeDiameter, double thickness) {
        Require.positive("hole's diameter", holeDiameter);
        Require.positive("thickness", thickness);
        if (!outline.surrounds(holeCentre, holeDiameter / 2)) {
            throw new IllegalArgumentException("a hole of %s mm does not fit into this shape".formatted(holeDiameter));
        }
        this.outline = outline;
        this.hole = outline.circleWithin(holeCentre, holeDiameter / 2);
        this.thickness = thickness;
    }

    /** A round pendant whose hole for the bail lies a hole's width below the rim. */
    public static PiercedPlate disc(double diameter, double thickness, double holeDiameter) {
        Require.positive("diameter", diameter);
        Point holeCentre = new Point(0, diameter / 2 - 1.5 * holeDiameter);
        return new PiercedPlate(Contour.circle(diameter / 2, CORNERS), holeCentre, holeDiameter, thickness);
    }

    /**
     * A heart-shaped pendant with the hole for the bail below the cleft. The line is the trigonometric heart curve
     * x = 16 sin³ t, y = 13 cos t − 5 cos 2t − 2 cos 3t − cos 4t (Weisstein, "Heart Curve", MathWorld), 32 units wide.
     */
    public static PiercedPlate heart(double width, double thickness, double holeDiameter) {
        Require.positive("width", width);
        double unit = width / 32;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < CORNERS; i++) {
            // The curve itself runs clockwise.
            double t = -2 * Math.PI * i / CORNERS;
            double sine = Math.sin(t);
            points.add(new Point(16 * unit * sine * sine * sine,
                    unit * (13 * Math.cos(t) - 5 * Math.cos(2 * t) - 2 * Math.cos(3 * t) - Math.cos(4 * t))));
        }
        return new PiercedPlate(new Contour(points), new Point(0, 2 * unit), holeDiameter, thickness);
    }

    /**
     * A signet ring: a band of even width whose outer line is a circle, two tangents and the flat table between them.
     *
     * @param size       European ring size: inner circumference in millimetres (ISO 8653)
     * @param tableWidth of the flat face, across the finger
     */
    public static PiercedPlate signetRing(double size, double tableWidth, double bandWidth) {
        Require.positive("size", size);
        Require.positive("table's width", tableWidth);
        double innerRadius = size / (2 * Math.PI);
        double outerRadius = innerRadius + 1.8;
        double tableHeight = innerRadius + 3;
        return new PiercedPlate(signetOutline(outerRadius, tableHeight, tableWidth / 2),
                new Point(0, 0), 2 * innerRadius, bandWidth);
    }

    /** From one end of the table anticlockwise: table, tangent, the arc under the finger, tangent. */
    private static Contour signetOutline(double radius, double tableHeight, double halfTable) {
        double end = Math.atan2(tableHeight, halfTable);
        double tangentAngle = Math.acos(radius / Math.hypot(halfTable, tableHeight));
        double arcStart = Math.PI - end + tangentAngle;
        double arcEnd = 2 * Math.PI + end - tangentAngle;
        int arcSteps = CORNERS - 3 * (CORNERS / 12);
        int sideSteps = CORNERS / 12;
        List<Point> points = new ArrayList<>();
        Point right = new Point(halfTable, tableHeight);
        Point left = new Point(-halfTable, tableHeight);
        Point leftTangent = new Point(radius * Math.cos(arcStart), radius * Math.sin(arcStart));
        Point rightTangent = new Point(radius * Math.cos(arcEnd), radius * Math.sin(arcEnd));
        addSegment(points, right, left, sideSteps);
        addSegment(points, left, leftTangent, sideSteps);
        for (int i = 0; i < arcSteps; i++) {
            double turn = arcStart + (arcEnd - arcStart) * i / arcSteps;
            points.add(new Point(radius * Math.cos(turn), radius * Math.sin(turn)));
        }
        addSegment(points, rightTangent, right, sideSteps);
        return new Contour(points);
    }

    private static void addSegment(List<Point> points, Point from, Point to, int steps) {
        for (int i = 0; i < steps; i++) {
            double share = (double) i / steps;
            points.add(new Point(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share));
        }
    }

    @Override
    public double volumeCubicMillimetres() {
        return thickness * (outline.area() - hole.area());
    }

    @Override
    public int facetCount() {
        return surface().facetCount();
    }

    @Override
    public void forEachFacet(FacetConsumer consumer) throws IOException {
        surface().forEachFacet(consumer);
    }

    /** The profile is a rectangle between hole and outline: hole below, outline below, outline above, hole above. */
    private Loop surface() {
        return new Loop(outline.points().size(), 4, (step, corner) -> {
            Point point = (corner == 1 || corner == 2 ? outline : hole).points().get(step);
            return Vertex.of(point.x(), point.y(), corner < 2 ? 0 : thickness);
        });
    }
}
