package dev.touchstone.mes.domain.toolpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.touchstone.mes.domain.mesh.Shape;
import dev.touchstone.mes.domain.mesh.Solid;
import dev.touchstone.mes.domain.mesh.StlFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SlicerTest {

    @Test
    void cutsACubeIntoEqualSquares() throws IOException {
        List<Layer> layers = slice(Shape.box(10, 10, 10), 0.5);

        assertThat(layers).hasSize(20);
        for (int i = 0; i < 20; i++) {
            Layer layer = layers.get(i);
            assertThat(layer.number()).isEqualTo(i);
            assertThat(layer.bottom()).isCloseTo(i * 0.5, within(1e-9));
            assertThat(layer.thickness()).isCloseTo(0.5, within(1e-9));
            assertThat(layer.contours()).hasSize(1);
            assertThat(layer.area()).isCloseTo(100, within(1e-6));
            assertThat(layer.contours().getFirst().length()).isCloseTo(40, within(1e-6));
        }
    }

    @Test
    void makesTheLastLayerAsThinAsIsLeft() throws IOException {
        List<Layer> layers = slice(Shape.box(1, 1, 1), 0.3);

        assertThat(layers).hasSize(4);
        assertThat(layers.getLast().bottom()).isCloseTo(0.9, within(1e-9));
        assertThat(layers.getLast().thickness()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void makesNoLayerOfARoundingError() throws IOException {
        assertThat(slice(Shape.box(1, 1, 0.3), 0.1)).hasSize(3);
        assertThat(slice(Shape.box(1, 1, 20), 0.05)).hasSize(400);
    }

    @Test
    void makesOneLayerOfAModelThinnerThanALayer() throws IOException {
        List<Layer> layers = slice(Shape.box(1, 1, 0.02), 0.05);

        assertThat(layers).hasSize(1);
        assertThat(volume(layers)).isCloseTo(0.02, withinPercentage(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.17})
    void contourAreasAddUpToTheVolume(double layerHeight) throws IOException {
        List<Shape> shapes = List.of(Shape.box(7, 5, 3), Shape.cylinder(4, 9, 60), Shape.sphere(6, 60, 30),
                Shape.torus(9, 2, 60, 30), Shape.tetrahedron(8),
                Shape.torus(9, 2, 60, 30).with(Shape.box(3, 3, 3)).with(Shape.sphere(2, 20, 10).moved(0, 0, 5)),
                Shape.box(10, 10, 10).with(Shape.sphere(4, 40, 20).reversed().moved(5, 5, 5)),
                Shape.box(10, 10, 10).with(Shape.sphere(4, 40, 20).reversed().moved(5, 5, 5)).with(Shape.sphere(2, 40, 20).moved(5, 5, 5)));
        for (Shape shape : shapes) {
            double volume = StlFiles.solid(shape).measures().volumeCubicMillimetres();
            assertThat(volume(slice(shape, layerHeight))).isCloseTo(volume, withinPercentage(1));
            assertThat(volume(slice(shape.reversed(), layerHeight))).isCloseTo(volume, withinPercentage(1));
        }
    }

    @Test
    void runsOutlinesCounterclockwiseAndHolesClockwise() throws IOException {
        for (Layer layer : slice(Shape.torus(9, 2, 60, 30), 0.1)) {
            assertThat(layer.contours()).hasSize(2);
            assertThat(layer.contours()).filteredOn(Contour::isHole).hasSize(1);
            assertThat(layer.area()).isPositive();
        }
    }

    @Test
    void makesHolesOfCavitiesAndOutlinesOfWhatIsInThem() throws IOException {
        Shape nested = Shape.box(10, 10, 10).with(Shape.box(6, 6, 6).reversed().moved(2, 2, 2)).with(Shape.box(2, 2, 2).moved(4, 4, 4));

        List<Layer> layers = slice(nested, 1);

        assertThat(layers).extracting(layer -> layer.contours().size()).containsExactly(1, 1, 2, 2, 3, 3, 2, 2, 1, 1);
        assertThat(layers).extracting(layer -> layer.contours().stream().filter(Contour::isHole).count())
                .containsExactly(0L, 0L, 1L, 1L, 1L, 1L, 1L, 1L, 0L, 0L);
        assertThat(layers.get(4).area()).isCloseTo(100 - 36 + 4, within(1e-6));
    }

    @Test
    void leavesGapsBetweenBodiesEmpty() throws IOException {
        List<Layer> layers = slice(Shape.box(1, 1, 1).with(Shape.box(1, 1, 1).moved(0, 0, 3)), 0.5);

        assertThat(layers).extracting(layer -> layer.contours().size()).containsExactly(1, 1, 0, 0, 0, 0, 1, 1);
    }

    /** Planes lie at odd multiples of a half: here every vertex, many edges and some facets lie on one. */
    @Test
    void closesContoursWhenVerticesEdgesAndFacetsLieOnThePlane() throws IOException {
        Shape steps = Shape.box(4, 4, 1).moved(0, 0, 0.5);
        Shape tower = Shape.box(2, 2, 3).moved(8, 0, 0.5).with(steps).with(Shape.box(1, 1, 5).moved(20, 0, 0));

        List<Layer> layers = slice(tower, 1);

        // A vertex on the plane counts as above it: faces at 0.5 are not yet there, faces at 1.5 and 3.5 still are.
        assertThat(layers).extracting(layer -> Math.round(layer.area())).containsExactly(1L, 21L, 5L, 5L, 1L);
        assertThat(volume(slice(pyramidOnItsTip(), 1))).isCloseTo(pyramidVolume(1), withinPercentage(1e-3));
    }

    @Test
    void dropsContoursThatAreAPointOnly() throws IOException {
        // The tip of the octahedron is on the second plane, and belongs to what is above: nothing of it is cut there.
        Shape octahedron = Shape.sphere(1, 4, 2).moved(0, 0, 1.5).with(Shape.box(1, 1, 3).moved(5, 5, 0));

        for (Layer layer : slice(octahedron, 1)) {
            assertThat(layer.contours()).allSatisfy(contour -> {
                assertThat(contour.x().length).isGreaterThan(2);
                assertThat(contour.area()).isNotZero();
            });
        }
    }

    @Test
    void closesEveryContourOfAnyModelInAnyPosition() throws IOException {
        Random random = new Random(17);
        for (int i = 0; i < 40; i++) {
            double angle = random.nextDouble(0, Math.PI);
            Shape shape = Shape.torus(9, 3, random.nextInt(5, 40), random.nextInt(3, 20))
                    .mapped(p -> new Shape.Point(p.x(), p.y() * Math.cos(angle) - p.z() * Math.sin(angle),
                            p.y() * Math.sin(angle) + p.z() * Math.cos(angle))).shuffled(random);

            List<Layer> layers = slice(shape, 0.05);

            assertThat(volume(layers)).isCloseTo(StlFiles.solid(shape).measures().volumeCubicMillimetres(), withinPercentage(0.1));
        }
    }

    @Test
    void saysBeforehandHowManySegmentsThereWillBe() throws IOException {
        Solid solid = StlFiles.solid(Shape.sphere(6, 37, 19));
        long[] points = {0};

        new Slicer(0.07).slice(solid, layer -> layer.contours().forEach(contour -> points[0] += contour.x().length));

        assertThat(new Slicer(0.07).segments(solid)).isEqualTo(points[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.0009, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesALayerHeightThatNoMachineHas(double layerHeight) {
        assertThatThrownBy(() -> new Slicer(layerHeight)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAFailureOfTheSinkThrough() {
        IOException failure = new IOException("disk full");

        assertThatThrownBy(() -> new Slicer(1).slice(StlFiles.solid(Shape.box(1, 1, 1)), _ -> {
            throw failure;
        })).isSameAs(failure);
    }

    private static List<Layer> slice(Shape shape, double layerHeight) throws IOException {
        List<Layer> layers = new ArrayList<>();
        Solid solid = StlFiles.solid(shape);
        new Slicer(layerHeight).slice(solid, layers::add);
        assertThat(layers).hasSize(new Slicer(layerHeight).layers(solid));
        return layers;
    }

    private static double volume(List<Layer> layers) {
        return layers.stream().mapToDouble(layer -> layer.area() * layer.thickness()).sum();
    }

    /** Two mirrored tips, with vertices at 0, 2.5 and 5: the waist is on the plane between. */
    private static Shape pyramidOnItsTip() {
        return Shape.sphere(2.5, 4, 2).moved(0, 0, 2.5);
    }

    /** The sum of the squares that planes at half heights cut out of it: diagonal 2 (2.5 - |2.5 - z|) each. */
    private static double pyramidVolume(double layerHeight) {
        double sum = 0;
        for (double z = layerHeight / 2; z < 5; z += layerHeight) {
            double halfDiagonal = 2.5 - Math.abs(2.5 - z);
            sum += 2 * halfDiagonal * halfDiagonal * layerHeight;
        }
        return sum;
    }
}
