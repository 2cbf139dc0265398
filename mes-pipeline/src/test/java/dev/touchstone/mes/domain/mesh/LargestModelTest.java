package dev.touchstone.mes.domain.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.touchstone.mes.domain.toolpath.Slicer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The largest file that is accepted, in a Java of its own with the heap that it must fit. */
class LargestModelTest {

    private static final int SEGMENTS = 1000;
    private static final int SIDES = 671;
    private static final int FACETS = SEGMENTS * SIDES * 2;

    @TempDir
    private Path directory;

    @Test
    @Timeout(300)
    void isInspectedAndSlicedWithinAHeapOf256Mebibytes() throws Exception {
        Path file = directory.resolve("torus.stl");
        writeTorus(file);
        assertThat(Files.size(file)).isBetween((64L << 20) - 20_000, 64L << 20);

        String[] answer = runChild(file).split(" ");

        assertThat(answer[0]).isEqualTo("Sound");
        assertThat(Integer.parseInt(answer[1])).isEqualTo(FACETS);
        assertThat(Double.parseDouble(answer[2]))
                .isCloseTo(Shape.torusVolume(20, 6, SEGMENTS, SIDES), withinPercentage(1e-4));
        assertThat(Double.parseDouble(answer[3]))
                .isCloseTo(Shape.torusVolume(20, 6, SEGMENTS, SIDES), withinPercentage(0.1));
    }

    @Test
    @Timeout(300)
    void isRefusedWithinTheSameHeapWhenNoTwoFacetsShareAVertex() throws Exception {
        Path file = directory.resolve("soup.stl");
        writeSoup(file);

        assertThat(runChild(file)).isEqualTo("Unsound The model is not watertight: it has " + FACETS * 3 + " open edges.");
    }

    /** The child's program. */
    static final class Child {

        public static void main(String[] arguments) throws IOException {
            try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
                long start = System.nanoTime();
                Inspection inspection = new MeshInspector(MeshLimits.STANDARD).inspect(in);
                System.err.printf("inspected in %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                switch (inspection) {
                    case Inspection.Sound(Solid solid) -> {
                        Measures measures = solid.measures();
                        start = System.nanoTime();
                        double[] volume = {0};
                        new Slicer(0.05).slice(solid, layer -> volume[0] += layer.area() * layer.thickness());
                        System.err.printf("sliced in %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                        System.out.print("Sound " + measures.facets() + " " + measures.volumeCubicMillimetres() + " " + volume[0]);
                    }
                    case Inspection.Unsound unsound -> System.out.print("Unsound " + unsound.reason());
                }
            }
        }
    }

    private String runChild(Path file) throws IOException, InterruptedException, URISyntaxException {
        Path answer = directory.resolve("answer");
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-cp", location(MeshInspector.class) + File.pathSeparator + location(Child.class),
                Child.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(answer.toFile()).start();
        try {
            assertThat(child.waitFor()).isZero();
        } finally {
            child.destroyForcibly();
        }
        return Files.readString(answer);
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void writeTorus(Path file) throws IOException {
        try (FacetFile out = new FacetFile(file)) {
            for (int segment = 0; segment < SEGMENTS; segment++) {
                for (int side = 0; side < SIDES; side++) {
                    Shape.Point a = Shape.onTorus(20, 6, segment, SEGMENTS, side, SIDES);
                    Shape.Point b = Shape.onTorus(20, 6, segment + 1, SEGMENTS, side, SIDES);
                    Shape.Point c = Shape.onTorus(20, 6, segment + 1, SEGMENTS, side + 1, SIDES);
                    Shape.Point d = Shape.onTorus(20, 6, segment, SEGMENTS, side + 1, SIDES);
                    out.add(a, b, c);
                    out.add(a, c, d);
                }
            }
        }
    }

    private static void writeSoup(Path file) throws IOException {
        try (FacetFile out = new FacetFile(file)) {
            for (int facet = 0; facet < FACETS; facet++) {
                Shape.Point corner = new Shape.Point(facet % 100, facet / 100 % 100, facet / 10_000);
                out.add(corner, corner.plus(0.5, 0, 0), corner.plus(0, 0.5, 0));
            }
        }
    }

    private static final class FacetFile implements AutoCloseable {

        private final OutputStream out;
        private final ByteBuffer facet = ByteBuffer.allocate(50).order(ByteOrder.LITTLE_ENDIAN);

        FacetFile(Path file) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
            out.write(ByteBuffer.allocate(84).order(ByteOrder.LITTLE_ENDIAN).putInt(80, FACETS).array());
        }

        void add(Shape.Point... corners) throws IOException {
            facet.clear().position(12);
            for (Shape.Point corner : corners) {
                facet.putFloat((float) corner.x()).putFloat((float) corner.y()).putFloat((float) corner.z());
            }
            out.write(facet.array());
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
