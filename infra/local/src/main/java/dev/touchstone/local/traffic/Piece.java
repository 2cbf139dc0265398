package dev.touchstone.local.traffic;

import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.models.Brilliant;
import dev.touchstone.local.models.ClosedModel;
import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.PiercedPlate;
import dev.touchstone.local.models.Ring;
import java.util.OptionalDouble;

/**
 * Something that a demonstration customer wants made.
 *
 * @param ending how its order is to end: CLOSED, REJECTED by the conveyor, or CANCELLED by the customer when priced
 */
record Piece(String name, Model model, String metal, OrderStatus ending) {

    static final int KINDS = 8;
    private static final String METAL = "silver-925";

    /** The pieces repeat their kinds and change their sizes, so that most uploads are new to the shop. */
    static Piece number(int number) {
        int variant = number / KINDS % 24;
        int size = 46 + variant;
        return switch (number % KINDS) {
            case 0 -> made("ring of size " + size, Ring.ofSize(size));
            case 1 -> made("disc pendant of %d mm".formatted(12 + variant), PiercedPlate.disc(12 + variant, 1.2, 2));
            case 2 -> new Piece("ring with an open surface",
                    new OpenModel(Ring.ofSize(size).withFacetsUpTo(2_000), 7), METAL, OrderStatus.REJECTED);
            case 3 -> made("signet ring of size " + size, PiercedPlate.signetRing(size, 10, 5));
            case 4 -> made("heart pendant of %d mm".formatted(15 + variant), PiercedPlate.heart(15 + variant, 1.5, 2));
            case 5 -> new Piece("unwanted ring of size %d".formatted(size),
                    Ring.ofSize(size).withFacetsUpTo(5_000), METAL, OrderStatus.CANCELLED);
            case 6 -> made("brilliant of %d mm".formatted(4 + variant), new Brilliant(4 + variant));
            default -> made("fine ring of size " + size, Ring.ofSize(size).withFacetsUpTo(60_000));
        };
    }

    private static Piece made(String name, ClosedModel model) {
        return new Piece(name, model, METAL, OrderStatus.CLOSED);
    }

    /** What the conveyor must measure, in mm³; empty for a model that encloses none. */
    OptionalDouble volume() {
        return model instanceof ClosedModel closed ? OptionalDouble.of(closed.volumeCubicMillimetres()) : OptionalDouble.empty();
    }
}
