package dev.touchstone.shop.domain.order;

/** What the conveyor's analysis found and asks for the piece: solid volume in mm³, mass of metal in grams, both positive. */
public record Quote(Price price, double volumeCubicMillimetres, double massGrams) {
    public Quote {
        if (!(volumeCubicMillimetres > 0 && Double.isFinite(volumeCubicMillimetres))) {
            throw new IllegalArgumentException("a priced piece has a volume");
        }
        if (!(massGrams > 0 && Double.isFinite(massGrams))) {
            throw new IllegalArgumentException("a priced piece has a mass");
        }
    }
}
