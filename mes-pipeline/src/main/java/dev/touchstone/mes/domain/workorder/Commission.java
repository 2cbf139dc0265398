package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.MetalCode;
import java.time.Instant;

/** What the customer ordered. It never changes. */
public record Commission(OrderId order, ModelId model, MetalCode metal, Instant receivedAt) {}
