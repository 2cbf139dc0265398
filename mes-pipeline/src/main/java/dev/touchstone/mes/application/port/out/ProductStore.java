package dev.touchstone.mes.application.port.out;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.content.ContentWriter;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import java.nio.file.Path;

/** What the workshop makes, named by its content: writing the same twice leaves one. */
public interface ProductStore {

    /** Stores what the writer writes, once it has returned. */
    ToolpathId storeToolpath(ContentWriter writer);

    /** @throws dev.touchstone.mes.application.TechnicalFailure TOOLPATH_MISSING or STORAGE */
    <T> T readToolpath(ToolpathId toolpath, ContentReader<T> reader);

    StoredScan storeScan(OrderId order, Path scan);

    /** @param anew false when the very same bytes were there already */
    record StoredScan(ScanId id, boolean anew) {}
}
