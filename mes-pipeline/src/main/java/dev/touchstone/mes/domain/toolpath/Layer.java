package dev.touchstone.mes.domain.toolpath;

import java.util.List;

/**
 * A slice of a solid.
 *
 * @param number    from 0 at the bottom
 * @param bottom    height of its lower face in the model's coordinates, in millimetres
 * @param thickness in millimetres; the last layer may be thinner than the others
 * @param contours  of the cut at half the thickness, in a fixed order; empty where the model has a gap
 */
public record Layer(int number, double bottom, double thickness, List<Contour> contours) {

    /** Of outlines less holes, in square millimetres. */
    public double area() {
        return contours.stream().mapToDouble(Contour::area).sum();
    }
}
