package dev.touchstone.mes.domain.part;

import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.mesh.Measures;

/**
 * What pricing and the machines need to know of a model: its size.
 *
 * @param facets triangles of the model
 * @param volumeCubicMillimetres enclosed volume, positive
 * @param areaSquareMillimetres surface, positive
 */
public record Part(long facets, double volumeCubicMillimetres, double areaSquareMillimetres, BoundingBox boundingBox) {

    public Part {
        requirePositive("volume", volumeCubicMillimetres);
        requirePositive("area", areaSquareMillimetres);
    }

    public static Part of(Measures measures) {
        return new Part(measures.facets(), measures.volumeCubicMillimetres(), measures.areaSquareMillimetres(), measures.boundingBox());
    }

    private static void requirePositive(String what, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a part's " + what + " must be positive and finite, not " + value);
        }
    }
}
