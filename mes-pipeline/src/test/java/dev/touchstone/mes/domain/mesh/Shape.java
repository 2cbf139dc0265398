package dev.touchstone.mes.domain.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A mesh made by formula, in millimetres; facets run counterclockwise seen from outside. */
public record Shape(List<Facet> facets) {

    public record Point(double x, double y, double z) {

        public Point plus(double dx, double dy, double dz) {
            return new Point(x + dx, y + dy, z + dz);
        }
    }

    public record Facet(Point a, Point b, Point c) {

        Facet reversed() {
            return new Facet(a, c, b);
        }
    }

    /** One corner at the origin. */
    public static Shape box(double width, double depth, double height) {
        Point[] corners = new Point[8];
        for (int i = 0; i < 8; i++) {
            corners[i] = new Point((i & 1) * width, (i >> 1 & 1) * depth, (i >> 2) * height);
        }
        Shape shape = new Shape(new ArrayList<>());
        int[][] sides = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
        for (int[] side : sides) {
            shape.quad(corners[side[0]], corners[side[1]], corners[side[2]], corners[side[3]]);
        }
        return shape;
    }

    /** Three edges of that length along the axes, the right angle at the origin; volume edge³ / 6. */
    public static Shape tetrahedron(double edge) {
        Point origin = new Point(0, 0, 0);
        Point x = new Point(edge, 0, 0);
        Point y = new Point(0, edge, 0);
        Point z = new Point(0, 0, edge);
        return new Shape(new ArrayList<>(List.of(new Facet(origin, y, x), new Facet(origin, x, z), new Facet(origin, z, y),
                new Facet(x, y, z))));
    }

    /** A prism over a regular polygon, around the z axis; volume (sides / 2) radius² sin(2π / sides) height. */
    public static Shape cylinder(double radius, double height, int sides) {
        Shape shape = new Shape(new ArrayList<>());
        Point below = new Point(0, 0, 0);
        Point above = new Point(0, 0, height);
        for (int side = 0; side < sides; side++) {
            Point a = onCircle(radius, side, sides, 0);
            Point b = onCircle(radius, side + 1, sides, 0);
            shape.facets.add(new Facet(below, b, a));
            shape.facets.add(new Facet(above, a.plus(0, 0, height), b.plus(0, 0, height)));
            shape.quad(a, b, b.plus(0, 0, height), a.plus(0, 0, height));
        }
        return shape;
    }

    public static double cylinderVolume(double radius, double height, int sides) {
        return polygonArea(radius, sides) * height;
    }

    /** Rings of regular polygons between two poles, around the origin. */
    public static Shape sphere(double radius, int segments, int rings) {
        Shape shape = new Shape(new ArrayList<>());
        Point south = new Point(0, 0, -radius);
        Point north = new Point(0, 0, radius);
        for (int ring = 0; ring < rings; ring++) {
            double low = -Math.PI / 2 + Math.PI * ring / rings;
            double high = -Math.PI / 2 + Math.PI * (ring + 1) / rings;
            for (int segment = 0; segment < segments; segment++) {
                Point a = onCircle(radius * Math.cos(low), segment, segments, radius * Math.sin(low));
                Point b = onCircle(radius * Math.cos(low), segment + 1, segments, radius * Math.sin(low));
                Point c = onCircle(radius * Math.cos(high), segment + 1, segments, radius * Math.sin(high));
                Point d = onCircle(radius * Math.cos(high), segment, segments, radius * Math.sin(high));
                if (ring == 0) {
                    shape.facets.add(new Facet(south, c, d));
                } else if (ring == rings - 1) {
                    shape.facets.add(new Facet(a, b, north));
                } else {
                    shape.quad(a, b, c, d);
                }
            }
        }
        return shape;
    }

    /** The frusta between the rings: height (A + √(A B) + B) / 3 each, exact since similar polygons bound them. */
    public static double sphereVolume(double radius, int segments, int rings) {
        double volume = 0;
        for (int ring = 0; ring < rings; ring++) {
            double low = -Math.PI / 2 + Math.PI * ring / rings;
            double high = -Math.PI / 2 + Math.PI * (ring + 1) / rings;
            double r = radius * Math.cos(low);
            double s = radius * Math.cos(high);
            double height = radius * (Math.sin(high) - Math.sin(low));
            volume += polygonArea(1, segments) * height * (r * r + r * s + s * s) / 3;
        }
        return volume;
    }

    /** A regular polygon swept around the z axis. */
    public static Shape torus(double major, double minor, int segments, int sides) {
        Shape shape = new Shape(new ArrayList<>());
        for (int segment = 0; segment < segments; segment++) {
            for (int side = 0; side < sides; side++) {
                shape.quad(onTorus(major, minor, segment, segments, side, sides),
                        onTorus(major, minor, segment + 1, segments, side, sides),
                        onTorus(major, minor, segment + 1, segments, side + 1, sides),
                        onTorus(major, minor, segment, segments, side + 1, sides));
            }
        }
        return shape;
    }

    /**
     * Each segment is the polygon moved along chords, whose length is proportional to the distance from the axis: segments ·
     * sin(2π / segments) · major · area of the polygon. Tends to 2π² major minor².
     */
    public static double torusVolume(double major, double minor, int segments, int sides) {
        return segments * Math.sin(2 * Math.PI / segments) * major * polygonArea(minor, sides);
    }

    static Point onTorus(double major, double minor, int segment, int segments, int side, int sides) {
        double angle = 2 * Math.PI * (side % sides) / sides;
        return onCircle(major + minor * Math.cos(angle), segment, segments, minor * Math.sin(angle));
    }

    public Shape mapped(UnaryOperator<Point> change) {
        return new Shape(new ArrayList<>(facets.stream()
                .map(f -> new Facet(change.apply(f.a), change.apply(f.b), change.apply(f.c))).toList()));
    }

    public Shape moved(double dx, double dy, double dz) {
        return mapped(point -> point.plus(dx, dy, dz));
    }

    public Shape scaled(double factor) {
        return mapped(point -> new Point(point.x * factor, point.y * factor, point.z * factor));
    }

    public Shape reversed() {
        return new Shape(new ArrayList<>(facets.stream().map(Facet::reversed).toList()));
    }

    public Shape with(Shape other) {
        List<Facet> both = new ArrayList<>(facets);
        both.addAll(other.facets);
        return new Shape(both);
    }

    public Shape without(int facet) {
        List<Facet> rest = new ArrayList<>(facets);
        rest.remove(facet);
        return new Shape(rest);
    }

    public Shape withReversed(int facet) {
        List<Facet> changed = new ArrayList<>(facets);
        changed.set(facet, changed.get(facet).reversed());
        return new Shape(changed);
    }

    /** Facets in another order, each beginning with another corner: the same surface. */
    public Shape shuffled(Random random) {
        List<Facet> shuffled = new ArrayList<>(facets.stream().map(f -> switch (random.nextInt(3)) {
            case 0 -> f;
            case 1 -> new Facet(f.b, f.c, f.a);
            default -> new Facet(f.c, f.a, f.b);
        }).toList());
        Collections.shuffle(shuffled, random);
        return new Shape(shuffled);
    }

    private void quad(Point a, Point b, Point c, Point d) {
        facets.add(new Facet(a, b, c));
        facets.add(new Facet(a, c, d));
    }

    private static double polygonArea(double radius, int sides) {
        return sides / 2.0 * radius * radius * Math.sin(2 * Math.PI / sides);
    }

    /** The last point is the first one to the bit. */
    private static Point onCircle(double radius, int step, int steps, double z) {
        double angle = 2 * Math.PI * (step % steps) / steps;
        return new Point(radius * Math.cos(angle), radius * Math.sin(angle), z);
    }
}
