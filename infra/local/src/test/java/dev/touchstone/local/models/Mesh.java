package dev.touchstone.local.models;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A model as a reader of its STL file sees it. */
public record Mesh(String header, List<Facet> facets) {

    public record Facet(Vertex normal, Vertex a, Vertex b, Vertex c) {
    }

    private record Edge(Vertex from, Vertex to) {
        Edge reversed() {
            return new Edge(to, from);
        }
    }

    static Mesh of(Model model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StlFile.write(model, bytes);
        return read(bytes.toByteArray());
    }

    public static Mesh read(byte[] stl) {
        ByteBuffer file = ByteBuffer.wrap(stl).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[80];
        file.get(header);
        int count = file.getInt();
        List<Facet> facets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            facets.add(new Facet(vertex(file), vertex(file), vertex(file), vertex(file)));
            file.getShort();
        }
        if (file.hasRemaining()) {
            throw new AssertionError(file.remaining() + " bytes follow the last facet");
        }
        return new Mesh(new String(header), facets);
    }

    private static Vertex vertex(ByteBuffer file) {
        return new Vertex(file.getFloat(), file.getFloat(), file.getFloat());
    }

    /** Directed edges that do not have exactly one partner in the opposite direction. */
    public long openEdges() {
        Map<Edge, Integer> edges = new HashMap<>();
        for (Facet facet : facets) {
            edges.merge(new Edge(facet.a(), facet.b()), 1, Integer::sum);
            edges.merge(new Edge(facet.b(), facet.c()), 1, Integer::sum);
            edges.merge(new Edge(facet.c(), facet.a()), 1, Integer::sum);
        }
        return edges.entrySet().stream()
                .filter(edge -> edge.getValue() != 1 || edges.getOrDefault(edge.getKey().reversed(), 0) != 1)
                .count();
    }

    /** By the divergence theorem: positive when the facets face outwards. */
    public double volume() {
        return facets.stream().mapToDouble(facet -> determinant(facet.a(), facet.b(), facet.c()) / 6).sum();
    }

    /** How far the farthest corner lies outside the plane of any facet; about 0 for a convex body. */
    double concavity() {
        List<Vertex> corners = facets.stream().map(Facet::a).distinct().toList();
        double deepest = 0;
        for (Facet facet : facets) {
            for (Vertex corner : corners) {
                deepest = Math.max(deepest, dot(facet.normal(), corner) - dot(facet.normal(), facet.a()));
            }
        }
        return deepest;
    }

    double extent(ToDoubleFunction<Vertex> axis) {
        var along = facets.stream().map(Facet::a).mapToDouble(axis).summaryStatistics();
        return along.getMax() - along.getMin();
    }

    private static double determinant(Vertex a, Vertex b, Vertex c) {
        return (double) a.x() * ((double) b.y() * c.z() - (double) b.z() * c.y())
                + (double) a.y() * ((double) b.z() * c.x() - (double) b.x() * c.z())
                + (double) a.z() * ((double) b.x() * c.y() - (double) b.y() * c.x());
    }

    private static double dot(Vertex a, Vertex b) {
        return (double) a.x() * b.x() + (double) a.y() * b.y() + (double) a.z() * b.z();
    }
}
