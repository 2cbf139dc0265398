package dev.touchstone.mes.domain.mesh;

import static dev.touchstone.mes.domain.mesh.StlFiles.inspect;
import static dev.touchstone.mes.domain.mesh.StlFiles.measures;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.touchstone.mes.domain.mesh.Shape.Facet;
import dev.touchstone.mes.domain.mesh.Shape.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MeshInspectorTest {

    /** What single precision of the file leaves, in percent. */
    private static final double FLOAT_PERCENT = 1e-4;

    @Test
    void measuresABox() {
        Measures measures = measures(Shape.box(2, 3, 5).moved(-1, 10, 100));

        assertThat(measures.facets()).isEqualTo(12);
        assertThat(measures.degenerateFacets()).isZero();
        assertThat(measures.vertices()).isEqualTo(8);
        assertThat(measures.shells()).isEqualTo(1);
        assertThat(measures.volumeCubicMillimetres()).isCloseTo(30, within(1e-9));
        assertThat(measures.areaSquareMillimetres()).isCloseTo(62, within(1e-9));
        assertThat(measures.boundingBox()).isEqualTo(new BoundingBox(-1, 10, 100, 1, 13, 105));
        assertThat(measures.reversed()).isFalse();
    }

    @Test
    void measuresATetrahedron() {
        Measures measures = measures(Shape.tetrahedron(6));

        assertThat(measures.volumeCubicMillimetres()).isCloseTo(36, within(1e-9));
        assertThat(measures.areaSquareMillimetres()).isCloseTo(3 * 18 + 18 * Math.sqrt(3), within(1e-9));
    }

    @Test
    void measuresRoundBodies() {
        assertThat(measures(Shape.cylinder(3, 7, 50)).volumeCubicMillimetres())
                .isCloseTo(Shape.cylinderVolume(3, 7, 50), withinPercentage(FLOAT_PERCENT));
        assertThat(measures(Shape.sphere(5, 40, 20)).volumeCubicMillimetres())
                .isCloseTo(Shape.sphereVolume(5, 40, 20), withinPercentage(FLOAT_PERCENT));
        assertThat(measures(Shape.torus(9, 2, 60, 30)).volumeCubicMillimetres())
                .isCloseTo(Shape.torusVolume(9, 2, 60, 30), withinPercentage(FLOAT_PERCENT));
    }

    @Test
    void comesCloseToTheTrueBodiesWithFineFacets() {
        Measures sphere = measures(Shape.sphere(5, 400, 200));
        assertThat(sphere.volumeCubicMillimetres()).isCloseTo(4 * Math.PI * 125 / 3, withinPercentage(0.05));
        assertThat(sphere.areaSquareMillimetres()).isCloseTo(4 * Math.PI * 25, withinPercentage(0.05));
        Measures torus = measures(Shape.torus(9, 2, 400, 200));
        assertThat(torus.volumeCubicMillimetres()).isCloseTo(2 * Math.PI * Math.PI * 9 * 4, withinPercentage(0.05));
        assertThat(torus.areaSquareMillimetres()).isCloseTo(4 * Math.PI * Math.PI * 9 * 2, withinPercentage(0.05));
    }

    @Test
    void subtractsCavitiesAndAddsTheirSurface() {
        Shape hollow = Shape.box(10, 10, 10).with(Shape.box(4, 4, 4).moved(3, 3, 3).reversed());
        Shape withACoreInside = hollow.with(Shape.box(1, 1, 1).moved(4, 4, 4));

        assertThat(measures(hollow).volumeCubicMillimetres()).isCloseTo(1000 - 64, within(1e-9));
        assertThat(measures(hollow).areaSquareMillimetres()).isCloseTo(600 + 96, within(1e-9));
        assertThat(measures(hollow).shells()).isEqualTo(2);
        assertThat(measures(withACoreInside).volumeCubicMillimetres()).isCloseTo(1000 - 64 + 1, within(1e-9));
        assertThat(measures(withACoreInside).shells()).isEqualTo(3);
    }

    @Test
    void countsShellsThatAreConnectedInAnyOrderOfFacets() {
        Shape three = Shape.torus(9, 2, 30, 15).with(Shape.box(1, 1, 1)).with(Shape.sphere(1, 10, 10).moved(0, 0, 9));

        for (int seed = 0; seed < 20; seed++) {
            assertThat(measures(three.shuffled(new Random(seed))).shells()).isEqualTo(3);
        }
    }

    @Test
    void countsBodiesThatTouchInAPointOnlyApart() {
        Measures measures = measures(Shape.box(1, 1, 1).with(Shape.box(1, 1, 1).moved(1, 1, 1)));

        assertThat(measures.shells()).isEqualTo(2);
        assertThat(measures.vertices()).isEqualTo(15);
        assertThat(measures.volumeCubicMillimetres()).isCloseTo(2, within(1e-9));
    }

    @Test
    void volumeFollowsTheLawsOfScalingMovingAndTurning() {
        Random random = new Random(42);
        Shape shape = Shape.torus(9, 2, 24, 12).with(Shape.box(3, 4, 5).moved(20, 0, 0));
        double volume = measures(shape).volumeCubicMillimetres();
        double area = measures(shape).areaSquareMillimetres();
        for (int i = 0; i < 50; i++) {
            double factor = Math.exp(random.nextDouble(-5, 3));
            double angle = random.nextDouble(0, 2 * Math.PI);
            double distance = random.nextDouble(-500, 500);
            Shape changed = shape.mapped(point -> turned(point, angle)).scaled(factor)
                    .moved(distance * factor, -distance * factor, distance * factor / 3).shuffled(random);

            Measures measures = measures(changed);

            // Fifty times its size from the origin, single precision keeps a few parts in a million of each length.
            assertThat(measures.volumeCubicMillimetres()).isCloseTo(volume * Math.pow(factor, 3), withinPercentage(0.01));
            assertThat(measures.areaSquareMillimetres()).isCloseTo(area * factor * factor, withinPercentage(0.01));
            assertThat(measures.shells()).isEqualTo(2);
        }
    }

    @Test
    void staysExactFarFromTheOrigin() {
        double far = 1 << 20;

        Measures measures = measures(Shape.box(2, 3, 5).moved(far, far, -far));

        assertThat(measures.volumeCubicMillimetres()).isCloseTo(30, within(1e-9));
    }

    @Test
    void turnsAModelAroundThatIsInsideOutThroughout() {
        Shape hollow = Shape.box(10, 10, 10).with(Shape.box(4, 4, 4).moved(3, 3, 3).reversed());

        Solid solid = StlFiles.solid(hollow.reversed());

        assertThat(solid.measures().reversed()).isTrue();
        assertThat(solid.measures().volumeCubicMillimetres()).isCloseTo(936, within(1e-9));
        assertThat(solid.measures()).usingRecursiveComparison().ignoringFields("reversed", "vertices").isEqualTo(measures(hollow));
        assertThat(signedVolume(solid)).isCloseTo(936, within(1e-3));
    }

    @Test
    void refusesOneShellOfSeveralThatIsInsideOut() {
        Shape one = Shape.box(10, 10, 10);
        Shape other = Shape.box(4, 4, 4).moved(20, 0, 0);

        assertDefect(inspect(one.with(other.reversed())), MeshDefect.INSIDE_OUT);
        assertDefect(inspect(one.reversed().with(other)), MeshDefect.INSIDE_OUT);
        assertDefect(inspect(Shape.sphere(9, 20, 10).with(Shape.box(30, 1, 1).reversed())), MeshDefect.INSIDE_OUT);
    }

    @Test
    void refusesAHoleAndCountsItsEdges() {
        Shape cube = Shape.box(1, 1, 1);

        assertRefusal(inspect(cube.without(3)), MeshDefect.NOT_WATERTIGHT, "it has 3 open edges");
        assertRefusal(inspect(cube.without(1).without(0)), MeshDefect.NOT_WATERTIGHT, "it has 4 open edges");
        assertRefusal(inspect(new Shape(cube.facets().subList(0, 1))), MeshDefect.NOT_WATERTIGHT, "it has 3 open edges");
    }

    @Test
    void refusesFacetsThatMeetAlongAPartOfAnEdgeOnly() {
        List<Facet> facets = new ArrayList<>(Shape.tetrahedron(2).facets());
        Facet split = facets.removeLast();
        Point middle = new Point(1, 1, 0);
        facets.add(new Facet(split.a(), middle, split.c()));
        facets.add(new Facet(middle, split.b(), split.c()));

        assertRefusal(inspect(new Shape(facets)), MeshDefect.NOT_WATERTIGHT, "it has 3 open edges");
    }

    @Test
    void refusesLooseTriangles() {
        Random random = new Random(3);
        List<Facet> loose = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            loose.add(new Facet(point(random), point(random), point(random)));
        }
        assertRefusal(inspect(new Shape(loose)), MeshDefect.NOT_WATERTIGHT, "it has 300 open edges");
    }

    @Test
    void refusesBodiesThatShareAnEdge() {
        Shape touching = Shape.box(1, 1, 1).with(Shape.box(1, 1, 1).moved(1, 1, 0));

        assertRefusal(inspect(touching), MeshDefect.NON_MANIFOLD, "1 edges belong to more than two facets");
    }

    @Test
    void refusesAFacetThatFacesTheOtherWay() {
        for (int facet = 0; facet < 12; facet++) {
            assertRefusal(inspect(Shape.box(1, 1, 1).withReversed(facet)), MeshDefect.NOT_ORIENTED, "at 3 edges");
        }
    }

    @Test
    void refusesFlatShapes() {
        Facet facet = new Facet(new Point(0, 0, 0), new Point(1, 0, 0), new Point(0, 1, 0));
        assertDefect(inspect(new Shape(List.of(facet, facet.reversed()))), MeshDefect.NO_VOLUME);
        assertDefect(inspect(Shape.box(1, 1, 0)), MeshDefect.NON_MANIFOLD);
        Point point = new Point(1, 1, 1);
        assertDefect(inspect(new Shape(List.of(new Facet(point, point, point)))), MeshDefect.NO_VOLUME);
        assertDefect(inspect(new Shape(List.of(new Facet(point, point, facet.a())))), MeshDefect.NO_VOLUME);
    }

    @Test
    void acceptsAThinFoil() {
        assertThat(measures(Shape.box(100, 100, 0.01)).volumeCubicMillimetres()).isCloseTo(100, withinPercentage(FLOAT_PERCENT));
    }

    @Test
    void refusesModelsLongerThanTheMachine() {
        MeshLimits limits = new MeshLimits(1 << 20, 100, 10, 50);

        assertThat(inspect(new ByteArrayInputStream(StlFiles.binary(Shape.box(1, 50, 1))), limits)).isInstanceOf(Inspection.Sound.class);
        assertDefect(inspect(new ByteArrayInputStream(StlFiles.binary(Shape.box(1, 50.1, 1))), limits), MeshDefect.TOO_LARGE);
    }

    @Test
    void refusesMoreShellsThanTheLimit() {
        Shape three = Shape.box(1, 1, 1).with(Shape.box(1, 1, 1).moved(2, 0, 0)).with(Shape.box(1, 1, 1).moved(4, 0, 0));

        assertThat(inspect(new ByteArrayInputStream(StlFiles.binary(three)), new MeshLimits(1 << 20, 100, 3, 50)))
                .isInstanceOf(Inspection.Sound.class);
        assertDefect(inspect(new ByteArrayInputStream(StlFiles.binary(three)), new MeshLimits(1 << 20, 100, 2, 50)),
                MeshDefect.TOO_LARGE);
    }

    @Test
    void givesTheSameAnswerForTheSameFile() {
        Shape shape = jittered(Shape.torus(9, 2, 24, 12), 1e-6, new Random(5)).shuffled(new Random(6));

        assertThat(measures(shape)).isEqualTo(measures(shape));
    }

    /** Each corner of each facet is moved on its own, so that no two are equal any more. */
    @Test
    void weldsCornersWithinTheTolerance() {
        Shape torus = Shape.torus(9, 2, 48, 24);
        double tolerance = measures(torus).boundingBox().diagonal() * VertexWelding.RELATIVE_TOLERANCE;
        for (int seed = 0; seed < 20; seed++) {
            // Copies of a vertex are at most 0.9 tolerances apart, rounding to single precision included.
            Measures measures = measures(jittered(torus, tolerance * 0.4, new Random(seed)));

            assertThat(measures.vertices()).isEqualTo(48 * 24);
            assertThat(measures.volumeCubicMillimetres())
                    .isCloseTo(Shape.torusVolume(9, 2, 48, 24), withinPercentage(1e-3));
        }
    }

    @Test
    void weldsAcrossTheWallsOfEveryGrid() {
        // Corners on a lattice as fine as the welding's own would betray one that only looks into its own cell.
        Random random = new Random(9);
        for (int i = 0; i < 300; i++) {
            Shape box = Shape.box(random.nextDouble(1, 2), random.nextDouble(1, 2), random.nextDouble(1, 2));
            assertThat(measures(jittered(box, 5e-7, random)).vertices()).isEqualTo(8);
        }
    }

    @Test
    void doesNotWeldCornersBeyondTheTolerance() {
        Shape torus = Shape.torus(9, 2, 48, 24);
        double tolerance = measures(torus).boundingBox().diagonal() * VertexWelding.RELATIVE_TOLERANCE;

        assertDefect(inspect(jittered(torus, tolerance * 5, new Random(1))), MeshDefect.NOT_WATERTIGHT);
    }

    /** Three corners in a row, each within the tolerance of the next but not of the one after: the middle one could go either way. */
    @Test
    void cornersOfOnePlaceComeToOneVertexWhereTwoAreNearEnough() {
        double tolerance = measures(Shape.box(1, 1, 1)).boundingBox().diagonal() * VertexWelding.RELATIVE_TOLERANCE;
        List<Point> outline = List.of(new Point(0, 0, 0), new Point(1, 0, 0), new Point(1, 1, 0), new Point(0.8 * tolerance, 1, 0),
                new Point(0, 1, 0), new Point(0, 1 - 0.8 * tolerance, 0));
        Shape prism = prism(outline);
        for (int seed = 0; seed < 200; seed++) {
            assertThat(measures(prism.shuffled(new Random(seed))).volumeCubicMillimetres()).isCloseTo(1, withinPercentage(1e-3));
        }
    }

    private static Shape prism(List<Point> outline) {
        List<Facet> facets = new ArrayList<>();
        for (int i = 0; i < outline.size(); i++) {
            Point a = outline.get(i);
            Point b = outline.get((i + 1) % outline.size());
            facets.add(new Facet(a, b, b.plus(0, 0, 1)));
            facets.add(new Facet(a, b.plus(0, 0, 1), a.plus(0, 0, 1)));
            if (i > 0 && i < outline.size() - 1) {
                facets.add(new Facet(outline.getFirst(), b, a));
                facets.add(new Facet(outline.getFirst().plus(0, 0, 1), a.plus(0, 0, 1), b.plus(0, 0, 1)));
            }
        }
        return new Shape(facets);
    }

    @Test
    void leavesOutFacetsThatCollapse() {
        double speck = 1e-7;
        List<Facet> facets = new ArrayList<>(Shape.tetrahedron(1).facets());
        // One corner becomes a tiny edge: the two facets on it are needles that close the gap between its ends.
        Point corner = new Point(0, 0, 1);
        Point beside = new Point(speck, 0, 1);
        Facet slanted = facets.removeLast();
        facets.add(new Facet(slanted.a(), slanted.b(), beside));
        facets.add(new Facet(slanted.b(), corner, beside));
        Facet front = facets.remove(1);
        facets.add(new Facet(front.a(), front.b(), beside));
        facets.add(new Facet(front.a(), beside, corner));

        Measures measures = measures(new Shape(facets));

        assertThat(measures.facets()).isEqualTo(6);
        assertThat(measures.degenerateFacets()).isEqualTo(2);
        assertThat(measures.vertices()).isEqualTo(4);
        assertThat(measures.volumeCubicMillimetres()).isCloseTo(1.0 / 6, withinPercentage(FLOAT_PERCENT));
    }

    /** One far facet makes the tolerance large, and all other corners neighbours: comparing all of them would take minutes. */
    @Test
    @Timeout(20)
    void staysFastWhenAFileCrowdsItsCornersOnPurpose() {
        Random random = new Random(13);
        double crowd = 60 * 900 * VertexWelding.RELATIVE_TOLERANCE;
        List<Facet> facets = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            facets.add(new Facet(point(random), point(random), point(random)));
        }
        Shape crowded = new Shape(facets).scaled(crowd);
        Point far = new Point(500, 500, 500);
        crowded.facets().add(new Facet(far, far.plus(1, 0, 0), far.plus(0, 1, 0)));

        assertDefect(inspect(crowded), MeshDefect.NOT_WATERTIGHT);
    }

    private static Shape jittered(Shape shape, double radius, Random random) {
        return shape.mapped(point -> {
            double x;
            double y;
            double z;
            do {
                x = random.nextDouble(-1, 1);
                y = random.nextDouble(-1, 1);
                z = random.nextDouble(-1, 1);
            } while (x * x + y * y + z * z > 1);
            return point.plus(x * radius, y * radius, z * radius);
        });
    }

    private static Point point(Random random) {
        return new Point(random.nextDouble(), random.nextDouble(), random.nextDouble());
    }

    /** Around two axes. */
    private static Point turned(Point point, double angle) {
        double x = point.x() * Math.cos(angle) - point.y() * Math.sin(angle);
        double y = point.x() * Math.sin(angle) + point.y() * Math.cos(angle);
        return new Point(x, y * Math.cos(angle) - point.z() * Math.sin(angle), y * Math.sin(angle) + point.z() * Math.cos(angle));
    }

    /** By the plain formula, with the origin as reference. */
    private static double signedVolume(Solid solid) {
        double volume = 0;
        for (int facet = 0; facet < solid.facets(); facet++) {
            int a = solid.vertex(facet, 0);
            int b = solid.vertex(facet, 1);
            int c = solid.vertex(facet, 2);
            volume += solid.x(a) * (solid.y(b) * solid.z(c) - solid.z(b) * solid.y(c))
                    + solid.y(a) * (solid.z(b) * solid.x(c) - solid.x(b) * solid.z(c))
                    + solid.z(a) * (solid.x(b) * solid.y(c) - solid.y(b) * solid.x(c));
        }
        return volume / 6;
    }

    private static void assertDefect(Inspection inspection, MeshDefect defect) {
        assertRefusal(inspection, defect, "");
    }

    private static void assertRefusal(Inspection inspection, MeshDefect defect, String words) {
        assertThat(inspection).isInstanceOfSatisfying(Inspection.Unsound.class, unsound -> {
            assertThat(unsound.defect()).as(unsound.reason()).isEqualTo(defect);
            assertThat(unsound.reason()).contains(words);
        });
    }
}
