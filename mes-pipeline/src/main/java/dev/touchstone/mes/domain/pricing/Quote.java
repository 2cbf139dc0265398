package dev.touchstone.mes.domain.pricing;

import dev.touchstone.mes.domain.part.Part;
import java.math.BigDecimal;

/**
 * A part's mass and price in one metal.
 *
 * @param massGrams rounded to the milligram
 * @param price rounded to the currency's smallest unit
 */
public record Quote(Part part, BigDecimal massGrams, Money price) {}
