package dev.touchstone.local.models;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a model as binary STL: 80 bytes of header, the number of facets, then 50 bytes a facet (normal, three corners, two unused
 * bytes), all little-endian (Fabbers, "The StL Format").
 */
public final class StlFile {

    private static final int HEADER_BYTES = 80;
    private static final int FACET_BYTES = 50;

    private StlFile() {
    }

    /** How many bytes a model's file has. */
    public static long bytes(Model model) {
        return HEADER_BYTES + Integer.BYTES + (long) FACET_BYTES * model.facetCount();
    }

    /** How many facets fit into a file of so many bytes. */
    public static int facetsWithin(long bytes) {
        return Math.toIntExact((bytes - HEADER_BYTES - Integer.BYTES) / FACET_BYTES);
    }

    /** Writes the model to a file, which is created or replaced. Memory used does not depend on the model's size. */
    public static void write(Model model, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            write(model, out);
        }
    }

    /** Writes the model and leaves the stream open. */
    public static void write(Model model, OutputStream out) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // A header that began with "solid" would look like the start of an ASCII file.
        head.put(0, "Touchstone, millimetres".getBytes(StandardCharsets.US_ASCII));
        head.putInt(HEADER_BYTES, model.facetCount());
        out.write(head.array());
        ByteBuffer facet = ByteBuffer.allocate(FACET_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        model.forEachFacet((a, b, c) -> {
            facet.clear();
            putNormal(facet, a, b, c);
            put(facet, a);
            put(facet, b);
            put(facet, c);
            out.write(facet.array());
        });
    }

    private static void putNormal(ByteBuffer facet, Vertex a, Vertex b, Vertex c) {
        double ux = (double) b.x() - a.x();
        double uy = (double) b.y() - a.y();
        double uz = (double) b.z() - a.z();
        double vx = (double) c.x() - a.x();
        double vy = (double) c.y() - a.y();
        double vz = (double) c.z() - a.z();
        double x = uy * vz - uz * vy;
        double y = uz * vx - ux * vz;
        double z = ux * vy - uy * vx;
        double length = Math.sqrt(x * x + y * y + z * z);
        facet.putFloat((float) (x / length)).putFloat((float) (y / length)).putFloat((float) (z / length));
    }

    private static void put(ByteBuffer facet, Vertex vertex) {
        facet.putFloat(vertex.x()).putFloat(vertex.y()).putFloat(vertex.z());
    }
}
