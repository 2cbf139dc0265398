package dev.touchstone.mes.domain.workorder;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.pricing.Quote;

/** What a station found out or made; not yet recorded on the work order. */
public sealed interface StageResult {

    Stage stage();

    record Quoted(Quote quote) implements StageResult {
        @Override
        public Stage stage() {
            return Stage.PRICING;
        }
    }

    record Unfit(Rejection rejection) implements StageResult {
        @Override
        public Stage stage() {
            return Stage.PRICING;
        }
    }

    record Sliced(ToolpathId toolpath) implements StageResult {
        @Override
        public Stage stage() {
            return Stage.SLICING;
        }
    }

    record Machined(Stage stage) implements StageResult {}
}
