package dev.touchstone.mes.domain.mesh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Shapes as STL files, and inspections of them. */
public final class StlFiles {

    private StlFiles() {
    }

    public static byte[] binary(Shape shape) {
        return binary(shape, "made for a test", shape.facets().size());
    }

    static byte[] binary(Shape shape, String header, int declared) {
        ByteBuffer bytes = ByteBuffer.allocate(84 + shape.facets().size() * 50).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header.getBytes(StandardCharsets.US_ASCII)).position(80).putInt(declared);
        for (Shape.Facet facet : shape.facets()) {
            bytes.putFloat(Float.NaN).putFloat(0).putFloat(0);
            for (Shape.Point point : new Shape.Point[] {facet.a(), facet.b(), facet.c()}) {
                bytes.putFloat((float) point.x()).putFloat((float) point.y()).putFloat((float) point.z());
            }
            bytes.putShort((short) 0);
        }
        return bytes.array();
    }

    static String ascii(String name, Shape shape) {
        StringBuilder text = new StringBuilder("solid " + name + "\n");
        for (Shape.Facet facet : shape.facets()) {
            text.append("  facet normal 0 0 0\n    outer loop\n");
            for (Shape.Point point : new Shape.Point[] {facet.a(), facet.b(), facet.c()}) {
                text.append(String.format(Locale.ROOT, "      vertex %.9e %.9e %.9e%n", point.x(), point.y(), point.z()));
            }
            text.append("    endloop\n  endfacet\n");
        }
        return text + "endsolid " + name + "\n";
    }

    public static Inspection inspect(byte[] file) {
        return inspect(new ByteArrayInputStream(file), MeshLimits.STANDARD);
    }

    static Inspection inspect(String text) {
        return inspect(text.getBytes(StandardCharsets.UTF_8));
    }

    static Inspection inspect(InputStream in, MeshLimits limits) {
        try {
            return new MeshInspector(limits).inspect(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Inspection inspect(Shape shape) {
        return inspect(binary(shape));
    }

    /** Fails the test when the model is refused. */
    public static Solid solid(Inspection inspection) {
        return switch (inspection) {
            case Inspection.Sound(Solid solid) -> solid;
            case Inspection.Unsound unsound -> throw new AssertionError("refused: " + unsound);
        };
    }

    public static Solid solid(Shape shape) {
        return solid(inspect(shape));
    }

    static Measures measures(Shape shape) {
        return solid(shape).measures();
    }
}
