package dev.touchstone.local.models;

import java.io.IOException;

/**
 * A plain band of elliptic cross-section.
 *
 * @param innerDiameter of the finger's opening
 * @param width         along the finger
 * @param thickness     away from the finger
 * @param around        steps round the finger
 * @param across        corners of the cross-section
 */
public record Ring(double innerDiameter, double width, double thickness, int around, int across) implements ClosedModel {

    public Ring {
        Require.positive("inner diameter", innerDiameter);
        Require.positive("width", width);
        Require.positive("thickness", thickness);
        Require.atLeast("steps round the ring", 3, around);
        Require.atLeast("corners of the cross-section", 3, across);
    }

    /** A band 4 mm wide and 1.8 mm thick of a European ring size, which is the inner circumference in millimetres (ISO 8653). */
    public static Ring ofSize(double size) {
        return new Ring(size / Math.PI, 4, 1.8, 180, 64);
    }

    /** The same ring with as many facets as fit into the given number, the steps round it twice those across it. */
    public Ring withFacetsUpTo(int facets) {
        int fineness = Math.max(3, (int) Math.sqrt(facets / 4.0));
        return new Ring(innerDiameter, width, thickness, Math.max(3, facets / (2 * fineness)), fineness);
    }

    /**
     * Pappus' theorem for a polygon: a body turned in steps has, at every height, a regular polygon where the smooth one
     * has a circle, so both its sides shrink by the same factor.
     */
    @Override
    public double volumeCubicMillimetres() {
        double crossSection = polygonToCircle(across) * Math.PI * (width / 2) * (thickness / 2);
        return polygonToCircle(around) * 2 * Math.PI * middleRadius() * crossSection;
    }

    @Override
    public int facetCount() {
        return surface().facetCount();
    }

    @Override
    public void forEachFacet(FacetConsumer consumer) throws IOException {
        surface().forEachFacet(consumer);
    }

    private Loop surface() {
        return new Loop(around, across, (step, corner) -> {
            double turn = 2 * Math.PI * step / around;
            double tilt = 2 * Math.PI * corner / across;
            double radius = middleRadius() + thickness / 2 * Math.cos(tilt);
            return Vertex.of(radius * Math.cos(turn), radius * Math.sin(turn), width / 2 * Math.sin(tilt));
        });
    }

    private double middleRadius() {
        return (innerDiameter + thickness) / 2;
    }

    /** The area of a regular polygon as a share of its circumscribed circle's. */
    private static double polygonToCircle(int corners) {
        return corners * Math.sin(2 * Math.PI / corners) / (2 * Math.PI);
    }
}
