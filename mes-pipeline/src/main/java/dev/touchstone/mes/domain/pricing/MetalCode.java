package dev.touchstone.mes.domain.pricing;

/** Name of an alloy as customers order it: the metal and its fineness in parts of a thousand, such as {@code silver-925}. */
public record MetalCode(String value) {}
