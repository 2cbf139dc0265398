package dev.touchstone.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelsTest {

    private static final double FILE_PRECISION_PERCENT = 1e-4;

    static Stream<Arguments> closedModels() {
        return Stream.of(
                Arguments.of("ring of size 54", Ring.ofSize(54)),
                Arguments.of("coarsest ring", Ring.ofSize(54).withFacetsUpTo(20)),
                Arguments.of("fine ring", Ring.ofSize(70).withFacetsUpTo(100_000)),
                Arguments.of("signet ring", PiercedPlate.signetRing(60, 12, 6)),
                Arguments.of("signet ring with a narrow table", PiercedPlate.signetRing(48, 3, 4)),
                Arguments.of("disc", PiercedPlate.disc(18, 1.5, 2)),
                Arguments.of("heart", PiercedPlate.heart(20, 2, 2)),
                Arguments.of("brilliant", new Brilliant(6.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedModels")
    void everyEdgeIsSharedByTwoFacetsOfOppositeDirection(String name, ClosedModel model) throws IOException {
        assertThat(Mesh.of(model).openEdges()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedModels")
    void facetsFaceOutwardsAndEncloseTheVolumeThatGeometryGives(String name, ClosedModel model) throws IOException {
        assertThat(Mesh.of(model).volume()).isCloseTo(model.volumeCubicMillimetres(), withPercentage(FILE_PRECISION_PERCENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedModels")
    void normalsHaveUnitLength(String name, ClosedModel model) throws IOException {
        assertThat(Mesh.of(model).facets()).allSatisfy(facet -> assertThat(
                Math.hypot(Math.hypot(facet.normal().x(), facet.normal().y()), facet.normal().z())).isCloseTo(1, within(1e-6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closedModels")
    void theFileHoldsTheAnnouncedFacetsAndBytes(String name, ClosedModel model, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("model.stl");
        StlFile.write(model, file);

        assertThat(Files.size(file)).isEqualTo(StlFile.bytes(model)).isEqualTo(84 + 50L * model.facetCount());
        assertThat(Mesh.of(model).facets()).hasSize(model.facetCount());
        assertThat(Mesh.of(model).header()).doesNotStartWith("solid");
    }

    @Test
    void aFineRingApproachesTheSmoothTorusOfPappusAndGuldin() throws IOException {
        Ring ring = Ring.ofSize(54).withFacetsUpTo(200_000);
        double middleRadius = 54 / (2 * Math.PI) + 0.9;
        double smooth = 2 * Math.PI * middleRadius * Math.PI * 2 * 0.9;

        assertThat(ring.volumeCubicMillimetres()).isCloseTo(smooth, withPercentage(0.02));
        assertThat(Mesh.of(ring).volume()).isCloseTo(smooth, withPercentage(0.02));
    }

    @Test
    void aRingOfSize54HasAnOpeningOf54MillimetresAround() throws IOException {
        double innerRadius = Mesh.of(Ring.ofSize(54)).facets().stream()
                .mapToDouble(facet -> Math.hypot(facet.a().x(), facet.a().y())).min().orElseThrow();

        assertThat(2 * Math.PI * innerRadius).isCloseTo(54, within(1e-4));
    }

    @Test
    void aDiscIsACylinderWithoutItsHole() throws IOException {
        double smooth = Math.PI * (9 * 9 - 1) * 1.5;

        assertThat(Mesh.of(PiercedPlate.disc(18, 1.5, 2)).volume()).isCloseTo(smooth, withPercentage(0.05));
    }

    @Test
    void aHeartHasTheAreaOfItsCurveWithoutItsHole() throws IOException {
        // The line integral over the curve's harmonics is 180 π for the curve 32 units wide.
        double unit = 20 / 32.0;
        double smooth = (180 * Math.PI * unit * unit - Math.PI) * 2;

        Mesh heart = Mesh.of(PiercedPlate.heart(20, 2, 2));

        assertThat(heart.volume()).isCloseTo(smooth, withPercentage(0.05));
        assertThat(heart.extent(Vertex::x)).isCloseTo(20, within(1e-4));
    }

    @Test
    void aSignetRingIsTheConvexHullOfBandAndTableWithoutTheFinger() throws IOException {
        double inner = 60 / (2 * Math.PI);
        double outer = inner + 1.8;
        double height = inner + 3;
        double corner = Math.hypot(6, height);
        double kite = outer * Math.sqrt(corner * corner - outer * outer);
        double arc = 2 * Math.PI - 2 * Math.atan2(6, height) - 2 * Math.acos(outer / corner);
        double smooth = (6 * height + kite + outer * outer * arc / 2 - Math.PI * inner * inner) * 6;

        assertThat(Mesh.of(PiercedPlate.signetRing(60, 12, 6)).volume()).isCloseTo(smooth, withPercentage(0.05));
    }

    @Test
    void aBrilliantIsConvexAndHasItsProportions() throws IOException {
        Mesh stone = Mesh.of(new Brilliant(10));

        assertThat(stone.concavity()).isLessThan(1e-5);
        assertThat(stone.extent(Vertex::x)).isCloseTo(10, within(1e-5));
        assertThat(stone.extent(Vertex::z)).isCloseTo(6.1, within(1e-5));
        // A one-carat stone (0.2 g of diamond, 3.52 g/cm³) is about 6.5 mm wide.
        assertThat(new Brilliant(6.5).volumeCubicMillimetres() * 3.52e-3 / 0.2).isCloseTo(1, within(0.1));
    }

    @Test
    void theLargestRingFillsAnUploadOf64MebibytesAndIsWrittenAsAStream() throws IOException {
        long limit = 64L << 20;
        Ring ring = Ring.ofSize(54).withFacetsUpTo(StlFile.facetsWithin(limit));
        CountingStream written = new CountingStream();

        StlFile.write(ring, written);

        assertThat(ring.facetCount()).isBetween(1_300_000, StlFile.facetsWithin(limit));
        assertThat(written.bytes).isEqualTo(StlFile.bytes(ring)).isLessThanOrEqualTo(limit);
    }

    @Test
    void leavingFacetsOutOpensTheSurface() throws IOException {
        Mesh open = Mesh.of(new OpenModel(new Brilliant(5), 1));

        assertThat(open.openEdges()).isEqualTo(3);
        assertThat(open.facets()).hasSize(new Brilliant(5).facetCount() - 1);
    }

    @Test
    void leavingAllFacetsOutMakesAnEmptyFile() throws IOException {
        Brilliant stone = new Brilliant(5);

        assertThat(Mesh.of(new OpenModel(stone, stone.facetCount())).facets()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new OpenModel(stone, stone.facetCount() + 1));
    }

    @Test
    void refusesDimensionsThatMakeNoBody() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ring.ofSize(0)).withMessageContaining("inner diameter");
        assertThatIllegalArgumentException().isThrownBy(() -> new Brilliant(Double.NaN)).withMessageContaining("diameter");
        assertThatIllegalArgumentException().isThrownBy(() -> PiercedPlate.disc(5, 1, 4)).withMessageContaining("hole of 4.0 mm");
        assertThatIllegalArgumentException().isThrownBy(() -> PiercedPlate.heart(6, 1, 4)).withMessageContaining("hole of 4.0 mm");
    }

    private static final class CountingStream extends OutputStream {
        private long bytes;

        @Override
        public void write(int value) {
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            bytes += length;
        }
    }
}
