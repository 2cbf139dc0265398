package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.Quote;
import java.util.Optional;

/** Cancelled; what had been found out and made until then is kept. */
public record CancelledWorkOrder(Commission commission, Optional<Quote> quote, Optional<ToolpathId> toolpath, int version)
        implements WorkOrder {}
