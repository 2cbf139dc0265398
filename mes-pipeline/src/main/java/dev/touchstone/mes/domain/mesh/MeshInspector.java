package dev.touchstone.mes.domain.mesh;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a customer's STL file and decides whether it can be made: a closed, oriented surface within the limits. Has no state
 * between calls and gives the same answer for the same bytes.
 */
public final class MeshInspector {

    private final MeshLimits limits;

    public MeshInspector(MeshLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads the stream once, to its end or to the first defect that shows, and does not close it. Of a file of 64 MiB about
     * 130 MiB are held at most, and 32 MiB afterwards.
     *
     * <p>A model whose facets all face inwards is turned around and accepted, as {@link Measures#reversed()} says: exporters
     * do that, and what was meant is plain. When only one of several shells faces inwards and is no cavity, it isn't.
     *
     * @throws IOException the stream's own; says nothing about the model
     */
    public Inspection inspect(InputStream in) throws IOException {
        try {
            return new Inspection.Sound(examine(weld(StlReader.read(in, limits))));
        } catch (DefectiveMesh defective) {
            return defective.finding();
        }
    }

    private IndexedMesh weld(FacetBuffer buffer) throws DefectiveMesh {
        double extent = buffer.boundingBox().longestSide();
        if (extent > limits.extentMillimetres()) {
            throw new DefectiveMesh(MeshDefect.TOO_LARGE, "The longest side of the model is " + (float) extent + " mm, at most "
                    + limits.extentMillimetres() + " mm can be made.");
        }
        return VertexWelding.weld(buffer);
    }

    /** Knows nothing of the buffer any more, so that its memory is free for this. */
    private Solid examine(IndexedMesh mesh) throws DefectiveMesh {
        Topology topology = Topology.of(mesh);
        requireClosed(topology);
        if (topology.shells() > limits.shells()) {
            throw new DefectiveMesh(MeshDefect.TOO_LARGE, "The model has " + topology.shells() + " separate shells, more than "
                    + limits.shells() + ".");
        }
        Shells shells = new Shells(mesh, topology);
        boolean reversed = shells.volume() < 0;
        if (reversed) {
            mesh.reverse();
            shells.reverse();
        }
        if (shells.negligible(shells.volume())) {
            throw new DefectiveMesh(MeshDefect.NO_VOLUME, "The surface of the model encloses no volume.");
        }
        if (shells.hasStrayCavity()) {
            throw new DefectiveMesh(MeshDefect.INSIDE_OUT, "A part of the model is inside out: its facets face inwards, and it is"
                    + " not a cavity of another part.");
        }
        return new Solid(mesh, new Measures(mesh.facets() + mesh.collapsed(), mesh.collapsed(), mesh.vertices(), topology.shells(),
                shells.volume(), shells.area(), mesh.boundingBox(), reversed));
    }

    private static void requireClosed(Topology topology) throws DefectiveMesh {
        if (topology.openEdges() > 0) {
            throw new DefectiveMesh(MeshDefect.NOT_WATERTIGHT, "The model is not watertight: it has " + topology.openEdges()
                    + " open edges.");
        }
        if (topology.crowdedEdges() > 0) {
            throw new DefectiveMesh(MeshDefect.NON_MANIFOLD, "The model is not a proper solid: " + topology.crowdedEdges()
                    + " edges belong to more than two facets.");
        }
        if (topology.disputedEdges() > 0) {
            throw new DefectiveMesh(MeshDefect.NOT_ORIENTED, "The facets of the model do not agree which side is out: at "
                    + topology.disputedEdges() + " edges two neighbours face opposite ways.");
        }
    }
}
