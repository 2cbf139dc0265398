package dev.touchstone.shop.application.port.out;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import java.time.Instant;

/** Who uploaded which model. */
public interface UploadedModels {
    /** @return false, with nothing changed, when this customer had uploaded the model before */
    boolean add(CustomerId customer, Model model, Instant at);

    boolean contain(CustomerId customer, ModelId model);
}
