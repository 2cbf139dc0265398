package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.model.Model;
import java.nio.file.Path;

/** Keeps model files for good, by content: what is there is never written again. */
public interface ModelStore {
    /** @return false when a file of this content is kept already */
    boolean put(Model model, Path file);
}
