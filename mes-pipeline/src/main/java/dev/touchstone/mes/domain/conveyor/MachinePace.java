package dev.touchstone.mes.domain.conveyor;

import dev.touchstone.mes.domain.part.Part;
import java.time.Duration;

/**
 * How long one kind of machine takes: a fixed part and parts that grow with volume and surface.
 *
 * @param fixed loading, heating, cooling; the same for each piece
 * @param perCubicCentimetre added for each cm³ of metal
 * @param perSquareCentimetre added for each cm² of surface
 */
public record MachinePace(Duration fixed, Duration perCubicCentimetre, Duration perSquareCentimetre) {

    private static final double CUBIC_MILLIMETRES = 1_000;
    private static final double SQUARE_MILLIMETRES = 100;

    public MachinePace {
        if (fixed.isNegative() || perCubicCentimetre.isNegative() || perSquareCentimetre.isNegative()) {
            throw new IllegalArgumentException("a machine can not take negative time");
        }
    }

    Duration durationFor(Part part) {
        double variable = perCubicCentimetre.toMillis() * part.volumeCubicMillimetres() / CUBIC_MILLIMETRES
                + perSquareCentimetre.toMillis() * part.areaSquareMillimetres() / SQUARE_MILLIMETRES;
        return fixed.plusMillis(Math.round(variable));
    }
}
