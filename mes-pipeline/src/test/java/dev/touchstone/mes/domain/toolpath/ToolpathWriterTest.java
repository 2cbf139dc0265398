package dev.touchstone.mes.domain.toolpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.touchstone.mes.domain.mesh.Shape;
import dev.touchstone.mes.domain.mesh.Solid;
import dev.touchstone.mes.domain.mesh.StlFiles;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

class ToolpathWriterTest {

    private static final ToolpathSettings SETTINGS = new ToolpathSettings(0.5, 600, 800);

    @Test
    void writesTheLayersOfABox() throws IOException {
        String program = program(Shape.box(2, 1, 1).moved(-7, 30, 4), SETTINGS);

        // The diagonals of the side faces are crossed too, which gives one more point on each side.
        assertThat(program).isEqualTo("""
                ; toolpath of a castable pattern, traced by a laser
                ; units: millimetres, millimetres per minute, power S in per mille
                ; layers: 2
                ; layer height: 0.5
                ; size: 2 x 1 x 1
                G21
                G90
                M5
                ; layer 1 of 2, contours: 1
                G0 Z0.5
                G0 X0.5 Y0
                M3 S800
                G1 X2 Y0 F600
                G1 X2 Y0.25
                G1 X2 Y1
                G1 X0.5 Y1
                G1 X0 Y1
                G1 X0 Y0.25
                G1 X0 Y0
                G1 X0.5 Y0
                M5
                ; layer 2 of 2, contours: 1
                G0 Z1
                G0 X1.5 Y0
                M3 S800
                G1 X2 Y0 F600
                G1 X2 Y0.75
                G1 X2 Y1
                G1 X1.5 Y1
                G1 X0 Y1
                G1 X0 Y0.75
                G1 X0 Y0
                G1 X1.5 Y0
                M5
                M2
                """);
    }

    @Test
    void tellsWhatItWrote() throws IOException {
        Solid solid = StlFiles.solid(Shape.torus(9, 2, 90, 60));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        ToolpathSummary summary = new ToolpathWriter(new ToolpathSettings(0.04, 600, 800)).write(solid, out);

        assertThat(summary.layers()).isEqualTo(100);
        assertThat(summary.contours()).isEqualTo(200);
        assertThat(summary.holes()).isEqualTo(100);
        assertThat(summary.bytes()).isEqualTo(out.size());
        assertThat(summary.volumeCubicMillimetres())
                .isCloseTo(solid.measures().volumeCubicMillimetres(), withinPercentage(1));
    }

    /** Follows the program as a machine would. */
    @Test
    void theMachineTracesWhatTheSlicerCut() throws IOException {
        Shape shape = Shape.torus(9, 2, 90, 60).with(Shape.box(3, 3, 3).moved(0, 20, 5));
        ToolpathSettings settings = new ToolpathSettings(0.05, 600, 800);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ToolpathSummary summary = new ToolpathWriter(settings).write(StlFiles.solid(shape), out);

        double x = 0;
        double y = 0;
        double length = 0;
        double doubledArea = 0;
        boolean beam = false;
        for (String line : out.toString(StandardCharsets.US_ASCII).split("\n")) {
            switch (line.split(" ")[0]) {
                case "M3" -> beam = true;
                case "M5" -> beam = false;
                case "G0", "G1" -> {
                    assertThat(beam).as(line).isEqualTo(line.startsWith("G1"));
                    double toX = word(line, 'X', x);
                    double toY = word(line, 'Y', y);
                    if (beam) {
                        length += Math.hypot(toX - x, toY - y);
                        doubledArea += x * toY - toX * y;
                    }
                    x = toX;
                    y = toY;
                    assertThat(x).isNotNegative();
                    assertThat(y).isNotNegative();
                }
                default -> assertThat(line).matches(";.*|G21|G90|M2");
            }
        }
        assertThat(length).isCloseTo(summary.lengthMillimetres(), withinPercentage(0.01));
        assertThat(doubledArea / 2 * 0.05).isCloseTo(summary.volumeCubicMillimetres(), withinPercentage(0.2));
    }

    @Test
    void writesTheSameBytesAgainWhateverTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        String first = program(Shape.sphere(3, 20, 10), SETTINGS);
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(program(Shape.sphere(3, 20, 10), SETTINGS)).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void formatsNumbersToATenthOfAMicrometre() throws IOException {
        assertThat(formatted(0)).isEqualTo("0");
        assertThat(formatted(-0.00001)).isEqualTo("0");
        assertThat(formatted(0.0001)).isEqualTo("0.0001");
        assertThat(formatted(-12.34567)).isEqualTo("-12.3457");
        assertThat(formatted(1000.05)).isEqualTo("1000.05");
        assertThat(formatted(0.99996)).isEqualTo("1");
    }

    @Test
    void leavesTheStreamOpenAndLetsItsFailureThrough() {
        IOException failure = new IOException("disk full");
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw failure;
            }

            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        assertThatThrownBy(() -> new ToolpathWriter(SETTINGS).write(StlFiles.solid(Shape.box(1, 1, 1)), failing)).isSameAs(failure);
    }

    @Test
    void refusesSettingsThatNoMachineHas() {
        assertThatThrownBy(() -> new ToolpathSettings(0.1, 0, 800)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToolpathSettings(0.1, 600, 1001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ToolpathWriter(new ToolpathSettings(0, 600, 800))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String program(Shape shape, ToolpathSettings settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ToolpathWriter(settings).write(StlFiles.solid(shape), out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static String formatted(double value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new GcodeOutput(out).decimal(value).flush();
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static double word(String line, char letter, double otherwise) {
        for (String word : line.split(" ")) {
            if (word.charAt(0) == letter) {
                return Double.parseDouble(word.substring(1));
            }
        }
        return otherwise;
    }
}
