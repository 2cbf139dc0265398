package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.pricing.Quote;

public record ProducedWorkOrder(Commission commission, Quote quote, ToolpathId toolpath, int version) implements WorkOrder {}
