package dev.touchstone.mes.domain.mesh;

import java.util.Arrays;

/**
 * How the facets of a mesh hang together. A surface is closed and oriented when each edge belongs to exactly two facets, that
 * run along it in opposite directions.
 *
 * @param openEdges     edges of one facet only
 * @param crowdedEdges  edges of more than two facets
 * @param disputedEdges edges of two facets that run along it in the same direction
 * @param shells        sets of facets that are connected by edges
 * @param shellOfFacet  number of each facet's shell, counted from zero in the order of the facets
 */
record Topology(int openEdges, int crowdedEdges, int disputedEdges, int shells, int[] shellOfFacet) {

    static Topology of(IndexedMesh mesh) {
        return new Edges(mesh).pair();
    }

    /**
     * Finds the facets of each edge by sorting: sides of facets are put in buckets by their lower vertex and sorted by their
     * higher one. Needs 8 bytes a side, nothing is hashed, and no input makes it slower than n log n.
     */
    private static final class Edges {

        private final int[] corners;
        private final int vertices;
        /** The parents of a disjoint-set forest with path halving (Tarjan and van Leeuwen 1984); the lowest facet of a set is its root. */
        private final int[] parents;
        private int open;
        private int crowded;
        private int disputed;

        Edges(IndexedMesh mesh) {
            this.corners = mesh.corners();
            this.vertices = mesh.vertices();
            this.parents = new int[mesh.facets()];
            Arrays.setAll(parents, facet -> facet);
        }

        Topology pair() {
            int[] bucketEnds = new int[vertices];
            for (int side = 0; side < corners.length; side++) {
                bucketEnds[lower(side)]++;
            }
            int total = 0;
            for (int vertex = 0; vertex < vertices; vertex++) {
                int size = bucketEnds[vertex];
                bucketEnds[vertex] = total;
                total += size;
            }
            long[] sides = new long[corners.length];
            for (int side = 0; side < corners.length; side++) {
                sides[bucketEnds[lower(side)]++] = (long) higher(side) << 32 | side;
            }
            int start = 0;
            for (int end : bucketEnds) {
                Arrays.sort(sides, start, end);
                countEdges(sides, start, end);
                start = end;
            }
            return numberShells();
        }

        /** In a sorted bucket the sides of one edge are neighbours. */
        private void countEdges(long[] sides, int start, int end) {
            int from = start;
            while (from < end) {
                int to = from + 1;
                while (to < end && sides[to] >>> 32 == sides[from] >>> 32) {
                    join((int) sides[from] / 3, (int) sides[to] / 3);
                    to++;
                }
                switch (to - from) {
                    case 1 -> open++;
                    case 2 -> disputed += ascends((int) sides[from]) == ascends((int) sides[from + 1]) ? 1 : 0;
                    default -> crowded++;
                }
                from = to;
            }
        }

        private Topology numberShells() {
            int shells = 0;
            // A root is the lowest facet of its set, so its number is known before the others need it.
            int[] shellOfFacet = new int[parents.length];
            for (int facet = 0; facet < parents.length; facet++) {
                int root = root(facet);
                shellOfFacet[facet] = root == facet ? shells++ : shellOfFacet[root];
            }
            return new Topology(open, crowded, disputed, shells, shellOfFacet);
        }

        private void join(int facet, int other) {
            int root = root(facet);
            int otherRoot = root(other);
            parents[Math.max(root, otherRoot)] = Math.min(root, otherRoot);
        }

        private int root(int facet) {
            int root = facet;
            while (parents[root] != root) {
                parents[root] = parents[parents[root]];
                root = parents[root];
            }
            return root;
        }

        private int endOf(int side) {
            return corners[side % 3 == 2 ? side - 2 : side + 1];
        }

        private boolean ascends(int side) {
            return corners[side] < endOf(side);
        }

        private int lower(int side) {
            return Math.min(corners[side], endOf(side));
        }

        private int higher(int side) {
            return Math.max(corners[side], endOf(side));
        }
    }
}
