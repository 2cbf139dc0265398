package dev.touchstone.mes.application.port.in;

import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import java.nio.file.Path;

/** Keeps a quality scan of a piece. Idempotent by content. */
public interface StoreScan {

    Outcome store(Command command);

    /** @param scan a file that stays as it is until the call returns */
    record Command(OrderId order, Path scan) {}

    sealed interface Outcome {}

    /** @param anew false when the very same bytes were there already */
    record Stored(ScanId scan, boolean anew) implements Outcome {}

    sealed interface Refused extends Outcome {}

    record UnknownWorkOrder() implements Refused {}
}
