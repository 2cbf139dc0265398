package dev.touchstone.local.models;

import java.io.IOException;

/**
 * A stone in the round brilliant cut, with a girdle of sixteen sides. Its proportions lie within GIA's excellent grade: of
 * the diameter, the table has 57 %, the crown 15 %, the girdle 3 % and the pavilion 43 %; stars reach half of the way from the
 * table to the girdle, lower halves 77 % of the way from the girdle to the culet.
 */
public record Brilliant(double diameter) implements ClosedModel {

    private static final int MAINS = 8;
    private static final double HALF_SECTOR = Math.PI / MAINS;
    private static final double TABLE = 0.57;
    private static final double CROWN = 0.15;
    private static final double GIRDLE = 0.03;
    private static final double PAVILION = 0.43;
    private static final double STARS = 0.50;
    private static final double LOWER_HALVES = 0.77;

    public Brilliant {
        Require.positive("diameter", diameter);
    }

    /**
     * The girdle is a prism, the tip of the pavilion a pyramid. Each layer between is the convex hull of two parallel polygons, of
     * volume h/3 · (A + B + M), with M their mixed area in Minkowski's sense (its middle section is half of their sum).
     */
    @Override
    public double volumeCubicMillimetres() {
        double girdleArea = MAINS * radius() * radius() * Math.sin(HALF_SECTOR);
        double sideArea = MAINS / 2.0 * Math.sin(2 * HALF_SECTOR);
        double table = sideArea * tableRadius() * tableRadius();
        double star = sideArea * starRadius() * starRadius();
        double lower = sideArea * lowerRadius() * lowerRadius();
        double starHeight = starHeight();
        double lowerDepth = lowerDepth();
        return prismatoid(tableHeight() - starHeight, table, star, mixed(tableRadius(), starRadius()))
                + prismatoid(starHeight - girdleHeight(), star, girdleArea, mixed(starRadius(), radius()))
                + 2 * girdleHeight() * girdleArea
                + prismatoid(-girdleHeight() - lowerDepth, girdleArea, lower, mixed(radius(), lowerRadius()))
                + (lowerDepth - culetDepth()) * lower / 3;
    }

    private static double prismatoid(double height, double above, double below, double mixed) {
        return height / 3 * (above + below + mixed);
    }

    /** Of two regular polygons of eight or sixteen corners that are turned against each other by half a sector. */
    private static double mixed(double oneRadius, double otherRadius) {
        return MAINS * oneRadius * otherRadius * Math.sin(HALF_SECTOR);
    }

    @Override
    public int facetCount() {
        // Table, stars, kites of two, upper halves, girdle, lower halves, kites of two.
        return (MAINS - 2) + MAINS + 2 * MAINS + 2 * MAINS + 4 * MAINS + 2 * MAINS + 2 * MAINS;
    }

    @Override
    public void forEachFacet(FacetConsumer consumer) throws IOException {
        for (int i = 1; i < MAINS - 1; i++) {
            consumer.facet(table(0), table(i), table(i + 1));
        }
        Vertex culet = Vertex.of(0, 0, culetDepth());
        for (int i = 0; i < MAINS; i++) {
            // Kites of crown and pavilion lie in the direction of corner i, stars and halves between i and i + 1.
            Vertex before = star(i - 1);
            Vertex after = star(i);
            consumer.facet(table(i), after, table(i + 1));
            consumer.facet(table(i), before, after);
            consumer.facet(before, girdle(2 * i, true), after);
            consumer.facet(after, girdle(2 * i, true), girdle(2 * i + 1, true));
            consumer.facet(after, girdle(2 * i + 1, true), girdle(2 * i + 2, true));
            for (int side = 2 * i; side < 2 * i + 2; side++) {
                consumer.facet(girdle(side, true), girdle(side, false), girdle(side + 1, false));
                consumer.facet(girdle(side, true), girdle(side + 1, false), girdle(side + 1, true));
            }
            consumer.facet(lower(i), girdle(2 * i + 1, false), girdle(2 * i, false));
            consumer.facet(lower(i), girdle(2 * i + 2, false), girdle(2 * i + 1, false));
            consumer.facet(lower(i - 1), lower(i), girdle(2 * i, false));
            consumer.facet(culet, lower(i), lower(i - 1));
        }
    }

    private Vertex table(int corner) {
        return on(tableRadius(), 2 * corner, tableHeight());
    }

    private Vertex star(int corner) {
        return on(starRadius(), 2 * corner + 1, starHeight());
    }

    private Vertex girdle(int corner, boolean upper) {
        return on(radius(), corner, upper ? girdleHeight() : -girdleHeight());
    }

    private Vertex lower(int corner) {
        return on(lowerRadius(), 2 * corner + 1, lowerDepth());
    }

    private static Vertex on(double radius, int halfSectors, double height) {
        double turn = HALF_SECTOR * Math.floorMod(halfSectors, 2 * MAINS);
        return Vertex.of(radius * Math.cos(turn), radius * Math.sin(turn), height);
    }

    private double radius() {
        return diameter / 2;
    }

    private double tableRadius() {
        return TABLE * radius();
    }

    private double starRadius() {
        double tableSide = tableRadius() * Math.cos(HALF_SECTOR);
        return tableSide + STARS * (radius() - tableSide);
    }

    private double lowerRadius() {
        return (1 - LOWER_HALVES) * radius();
    }

    private double girdleHeight() {
        return GIRDLE / 2 * diameter;
    }

    private double tableHeight() {
        return girdleHeight() + CROWN * diameter;
    }

    private double culetDepth() {
        return -girdleHeight() - PAVILION * diameter;
    }

    /** So high that the crown's kites are flat: the line between two stars meets the line from table to girdle. */
    private double starHeight() {
        double reach = (starRadius() * Math.cos(HALF_SECTOR) - tableRadius()) / (radius() - tableRadius());
        return tableHeight() - reach * CROWN * diameter;
    }

    /** So deep that the pavilion's kites are flat. */
    private double lowerDepth() {
        return culetDepth() + PAVILION * diameter * lowerRadius() * Math.cos(HALF_SECTOR) / radius();
    }
}
