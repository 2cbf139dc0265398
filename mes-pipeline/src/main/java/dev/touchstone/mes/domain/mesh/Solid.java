package dev.touchstone.mes.domain.mesh;

/**
 * A closed surface that encloses metal: every edge belongs to exactly two facets which run along it in opposite directions,
 * and facets run counterclockwise seen from outside. Made by {@link MeshInspector} only, so whoever holds one need not check.
 * Takes about 24 bytes a facet. Shells may still cut through each other; what they share then counts twice.
 */
public final class Solid {

    private final IndexedMesh mesh;
    private final Measures measures;

    Solid(IndexedMesh mesh, Measures measures) {
        this.mesh = mesh;
        this.measures = measures;
    }

    public Measures measures() {
        return measures;
    }

    /** Those that did not collapse, so possibly fewer than the file holds. */
    public int facets() {
        return mesh.facets();
    }

    /**
     * @param facet  from 0 below {@link #facets()}
     * @param corner 0, 1 or 2
     * @return the number of the vertex there
     */
    public int vertex(int facet, int corner) {
        return mesh.corners()[facet * 3 + corner];
    }

    /** In millimetres. */
    public double x(int vertex) {
        return mesh.positions()[vertex * 3];
    }

    /** In millimetres. */
    public double y(int vertex) {
        return mesh.positions()[vertex * 3 + 1];
    }

    /** In millimetres. */
    public double z(int vertex) {
        return mesh.positions()[vertex * 3 + 2];
    }
}
