package dev.touchstone.mes.domain.pricing;

import java.math.BigDecimal;

/**
 * An alloy that the workshop casts.
 *
 * @param gramsPerCubicCentimetre density, positive
 * @param pricePerGram price of the alloy, not negative
 */
public record Metal(MetalCode code, BigDecimal gramsPerCubicCentimetre, Money pricePerGram) {

    public Metal {
        if (gramsPerCubicCentimetre.signum() <= 0) {
            throw new IllegalArgumentException(code.value() + ": the density must be positive, not " + gramsPerCubicCentimetre);
        }
        if (pricePerGram.amount().signum() < 0) {
            throw new IllegalArgumentException(code.value() + ": the price per gram must not be negative, it is " + pricePerGram.amount());
        }
    }
}
