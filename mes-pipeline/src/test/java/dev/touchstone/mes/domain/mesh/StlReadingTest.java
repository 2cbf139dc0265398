package dev.touchstone.mes.domain.mesh;

import static dev.touchstone.mes.domain.mesh.MeshDefect.EMPTY;
import static dev.touchstone.mes.domain.mesh.MeshDefect.MALFORMED;
import static dev.touchstone.mes.domain.mesh.MeshDefect.TOO_LARGE;
import static dev.touchstone.mes.domain.mesh.StlFiles.ascii;
import static dev.touchstone.mes.domain.mesh.StlFiles.binary;
import static dev.touchstone.mes.domain.mesh.StlFiles.inspect;
import static dev.touchstone.mes.domain.mesh.StlFiles.solid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

class StlReadingTest {

    private static final Shape CUBE = Shape.box(2, 2, 2);
    private static final int SECOND_FACET = 84 + 50;

    @Test
    void readsBinary() {
        assertReadsTheCube(inspect(binary(CUBE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"solid", "solid cube", "solid\ncube", "SOLID facet normal"})
    void readsBinaryWhoseHeaderStartsLikeText(String header) {
        assertReadsTheCube(inspect(binary(CUBE, header, 12)));
    }

    @Test
    void readsBinaryWhoseHeaderOfSpacesStartsLikeText() {
        assertReadsTheCube(inspect(binary(CUBE, "solid" + " ".repeat(75), 12)));
    }

    @Test
    void readsText() {
        assertReadsTheCube(inspect(ascii("cube", CUBE)));
    }

    @Test
    void readsTextWhateverItsLineEndsCaseAndIndentation() {
        String text = ascii("cube", CUBE);
        assertReadsTheCube(inspect(text.replace("\n", "\r\n")));
        assertReadsTheCube(inspect(text.replace("\n", "\r")));
        assertReadsTheCube(inspect(text.stripTrailing()));
        assertReadsTheCube(inspect("\n \t" + text.toUpperCase() + "\r\n \n"));
        assertReadsTheCube(inspect(text.replace("  ", "\t \t")));
        assertReadsTheCube(inspect("\uFEFF" + text));
    }

    @Test
    void readsTextWithoutNamesOrWithLongOrForeignOnes() {
        assertReadsTheCube(inspect(ascii("", CUBE)));
        assertReadsTheCube(inspect(ascii("", CUBE).replace("endsolid \n", "endsolid")));
        assertReadsTheCube(inspect(ascii("facet endsolid vertex ".repeat(10_000), CUBE)));
        assertReadsTheCube(inspect(ascii("würfel 立方体", CUBE)));
    }

    @Test
    void readsNumbersInEveryNotation() {
        String text = ascii("cube", CUBE);
        assertReadsTheCube(inspect(text.replace("2.000000000e+00", "2")));
        assertReadsTheCube(inspect(text.replace("2.000000000e+00", "+.2E1")));
        assertReadsTheCube(inspect(text.replace("2.000000000e+00", "2000.e-003")));
        assertReadsTheCube(inspect(text.replace("0.000000000e+00", "-0")));
    }

    @Test
    void readsSeveralSolidsOfOneText() {
        String text = ascii("one", CUBE) + "\n" + ascii("two", CUBE.moved(10, 0, 0)) + ascii("three", CUBE.moved(20, 0, 0));

        Measures measures = solid(inspect(text)).measures();

        assertThat(measures.facets()).isEqualTo(36);
        assertThat(measures.shells()).isEqualTo(3);
        assertThat(measures.volumeCubicMillimetres()).isCloseTo(24, within(1e-9));
    }

    @Test
    void readsNormalsOverEvenWhenTheyAreNoNumbers() {
        assertReadsTheCube(inspect(ascii("cube", CUBE).replace("normal 0 0 0", "normal nan -nan(ind) 1.#IND")));
    }

    @Test
    void readsAStreamThatComesInDribs() {
        Random random = new Random(7);
        for (byte[] file : new byte[][] {binary(CUBE), ascii("cube", CUBE).getBytes(StandardCharsets.US_ASCII)}) {
            InputStream dribs = new FilterInputStream(new ByteArrayInputStream(file)) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    return super.read(target, offset, Math.min(length, random.nextInt(1, 8)));
                }
            };
            assertReadsTheCube(inspect(dribs, MeshLimits.STANDARD));
        }
    }

    @Test
    void refusesAFileWithoutBytesOrFacets() {
        assertDefect(inspect(new byte[0]), EMPTY);
        assertDefect(inspect(new byte[84]), EMPTY);
        assertDefect(inspect(Arrays.copyOf("solid nothing".getBytes(StandardCharsets.US_ASCII), 84)), EMPTY);
        assertDefect(inspect("solid nothing\nendsolid nothing"), EMPTY);
        assertDefect(inspect("solid a\nendsolid a\nsolid b\nendsolid b\n"), EMPTY);
    }

    @Test
    void refusesABinaryFileThatIsCutAnywhere() {
        byte[] file = binary(CUBE);
        for (int length = 1; length < file.length; length++) {
            assertDefect(inspect(Arrays.copyOf(file, length)), MALFORMED);
        }
    }

    @Test
    void refusesATextThatIsCutAnywhere() {
        String text = ascii("cube", CUBE);
        for (int length = 1; length <= text.lastIndexOf("endsolid") + "endsoli".length(); length++) {
            assertDefect(inspect(text.substring(0, length)), MALFORMED);
        }
    }

    @Test
    void refusesABinaryFileWhoseCountDisagreesWithItsSize() {
        assertDefect(inspect(binary(CUBE, "", 11)), MALFORMED);
        assertDefect(inspect(binary(CUBE, "", 13)), MALFORMED);
        assertDefect(inspect(binary(CUBE, "", 0)), MALFORMED);
        assertDefect(inspect(binary(CUBE, "", -1)), MALFORMED);
        assertDefect(inspect(Arrays.copyOf(binary(CUBE), 84 + 12 * 50 + 1)), MALFORMED);
        assertThat(inspect(binary(CUBE, "", 13))).isEqualTo(new Inspection.Unsound(MALFORMED,
                "The file declares 13 facets, which takes 734 bytes, and has 684 bytes."));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesACoordinateThatIsNotFinite(float bad) {
        for (int coordinate = 0; coordinate < 9; coordinate++) {
            byte[] file = binary(CUBE);
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putFloat(SECOND_FACET + 12 + coordinate * 4, bad);
            assertThat(inspect(file)).isEqualTo(new Inspection.Unsound(MALFORMED,
                    "Facet 2 has a coordinate that is not a number or not finite."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "inf", "Infinity", "1e39", "2,0", "0x1p1", "2f", "--2", "e", "two", "vertex"})
    void refusesATextWithSomethingElseForANumber(String word) {
        assertDefect(inspect(ascii("cube", CUBE).replaceFirst("vertex \\S+", "vertex " + word)), MALFORMED);
    }

    @Test
    void refusesATextThatBreaksTheGrammar() {
        String text = ascii("cube", CUBE);
        assertDefect(inspect(text.replaceFirst("endloop", "vertex 1 2 3\nendloop")), MALFORMED);
        assertDefect(inspect(text.replaceFirst("vertex .*", "")), MALFORMED);
        assertDefect(inspect(text.replaceFirst("endfacet", "")), MALFORMED);
        assertDefect(inspect(text.replaceFirst("outer loop", "loop")), MALFORMED);
        assertDefect(inspect(text + "more"), MALFORMED);
        assertDefect(inspect(text + "solid again"), MALFORMED);
        assertDefect(inspect("solid cube\n" + "x".repeat(1_000_000)), MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "solidarity\n", "<html>", "PK\3\4"})
    void refusesWhatIsNoStlFile(String content) {
        assertDefect(inspect(content), MALFORMED);
        assertDefect(inspect((content + " and so on").repeat(1_000)), MALFORMED);
    }

    @Test
    void refusesBytesOfAnyKindWithoutFailing() {
        Random random = new Random(11);
        for (int i = 0; i < 2_000; i++) {
            byte[] file = random.nextBoolean() ? binary(CUBE) : ascii("cube", CUBE).getBytes(StandardCharsets.US_ASCII);
            for (int changes = random.nextInt(1, 20); changes > 0; changes--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            assertThat(inspect(file)).isNotNull();
        }
    }

    @Test
    void refusesMoreBytesThanTheLimit() {
        byte[] file = binary(CUBE);
        assertReadsTheCube(inspect(new ByteArrayInputStream(file), new MeshLimits(file.length, 12, 1, 10)));
        assertDefect(inspect(new ByteArrayInputStream(file), new MeshLimits(file.length - 1, 12, 1, 10)), TOO_LARGE);
        String text = ascii("cube", CUBE);
        assertDefect(inspect(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
                new MeshLimits(text.length() - 1, 12, 1, 10)), TOO_LARGE);
    }

    @Test
    void stopsReadingSoonAfterTheLimit() throws IOException {
        InputStream endless = new InputStream() {
            private long served;

            @Override
            public int read() {
                served++;
                assertThat(served).isLessThan(2_000_000);
                return ' ';
            }
        };
        assertDefect(inspect(endless, new MeshLimits(1_000_000, 10, 1, 10)), TOO_LARGE);
    }

    @Test
    void refusesMoreFacetsThanTheLimit() {
        MeshLimits limits = new MeshLimits(1 << 20, 11, 1, 10);
        assertDefect(inspect(new ByteArrayInputStream(binary(CUBE)), limits), TOO_LARGE);
        assertDefect(inspect(new ByteArrayInputStream(ascii("cube", CUBE).getBytes(StandardCharsets.US_ASCII)), limits), TOO_LARGE);
    }

    @Test
    void takesACountBeyondTheLimitForMalformedWhenTheFacetsAreNotThere() {
        assertDefect(inspect(binary(CUBE, "", 2_000_000_000)), MALFORMED);
    }

    @Test
    void letsAFailureOfTheStreamThrough() {
        IOException failure = new IOException("connection reset");
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw failure;
            }
        };
        assertThatThrownBy(() -> new MeshInspector(MeshLimits.STANDARD).inspect(failing)).isSameAs(failure);
    }

    private static void assertReadsTheCube(Inspection inspection) {
        Measures measures = solid(inspection).measures();
        assertThat(measures.facets()).isEqualTo(12);
        assertThat(measures.volumeCubicMillimetres()).isCloseTo(8, within(1e-9));
    }

    private static void assertDefect(Inspection inspection, MeshDefect defect) {
        assertThat(inspection).isInstanceOfSatisfying(Inspection.Unsound.class,
                unsound -> assertThat(unsound.defect()).as(unsound.reason()).isEqualTo(defect));
    }
}
