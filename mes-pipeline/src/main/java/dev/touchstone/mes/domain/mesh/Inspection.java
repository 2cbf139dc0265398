package dev.touchstone.mes.domain.mesh;

/** What the inspection of a model file found. */
public sealed interface Inspection {

    /** The model can be priced and made. */
    record Sound(Solid solid) implements Inspection {
    }

    /**
     * The model is refused, and would be again.
     *
     * @param reason a sentence for the customer, with the numbers that help to mend the file; holds nothing of its content
     */
    record Unsound(MeshDefect defect, String reason) implements Inspection {
    }
}
