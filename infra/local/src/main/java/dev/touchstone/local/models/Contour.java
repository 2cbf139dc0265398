package dev.touchstone.local.models;

import java.util.ArrayList;
import java.util.List;

/** A closed, anticlockwise line in the plane, in millimetres. */
record Contour(List<Point> points) {

    record Point(double x, double y) {
        Point minus(Point other) {
            return new Point(x - other.x, y - other.y);
        }

        double cross(Point other) {
            return x * other.y - y * other.x;
        }

        double length() {
            return Math.hypot(x, y);
        }
    }

    Contour {
        points = List.copyOf(points);
    }

    /** By Gauss's area formula. */
    double area() {
        double twice = 0;
        for (int i = 0; i < points.size(); i++) {
            twice += points.get(i).cross(points.get((i + 1) % points.size()));
        }
        return twice / 2;
    }

    /** The circle about a centre inside this line with one point in the direction of each of this line's points. */
    Contour circleWithin(Point centre, double radius) {
        return new Contour(points.stream().map(point -> {
            Point outwards = point.minus(centre);
            double scale = radius / outwards.length();
            return new Point(centre.x() + outwards.x() * scale, centre.y() + outwards.y() * scale);
        }).toList());
    }

    /** Whether every ray from the centre meets this line exactly once, farther out than the margin. */
    boolean surrounds(Point centre, double margin) {
        double turned = 0;
        for (int i = 0; i < points.size(); i++) {
            Point here = points.get(i).minus(centre);
            Point next = points.get((i + 1) % points.size()).minus(centre);
            Point edge = next.minus(here);
            double nearest = here.cross(edge) / edge.length();
            if (here.cross(next) <= 0 || here.length() <= margin || footLiesOn(here, edge) && nearest <= margin) {
                return false;
            }
            turned += Math.atan2(here.cross(next), here.x() * next.x() + here.y() * next.y());
        }
        return Math.abs(turned - 2 * Math.PI) < 1e-6;
    }

    private static boolean footLiesOn(Point start, Point edge) {
        double along = -(start.x() * edge.x() + start.y() * edge.y());
        return along > 0 && along < edge.length() * edge.length();
    }

    static Contour circle(double radius, int corners) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            double turn = 2 * Math.PI * i / corners;
            points.add(new Point(radius * Math.cos(turn), radius * Math.sin(turn)));
        }
        return new Contour(points);
    }
}
