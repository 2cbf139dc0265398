package dev.touchstone.mes.domain.mesh;

/** Leaves the nested parsing and checking at the first defect; {@link MeshInspector} turns it into an outcome. */
final class DefectiveMesh extends Exception {

    private final transient Inspection.Unsound finding;

    DefectiveMesh(MeshDefect defect, String reason) {
        super(reason, null, false, false);
        this.finding = new Inspection.Unsound(defect, reason);
    }

    Inspection.Unsound finding() {
        return finding;
    }
}
