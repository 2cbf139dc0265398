package dev.touchstone.shop.adapter.out.persistence;

import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

public final class JdbiUploadedModels implements UploadedModels {
    private final Jdbi jdbi;

    public JdbiUploadedModels(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public boolean add(CustomerId customer, Model model, Instant at) {
        return Statements.run(() -> jdbi.inTransaction(handle -> {
            describe(handle, model, at);
            return handle
                    .createUpdate("insert into model_owners (customer, sha256, uploaded_at) values (:customer, :sha256, :at) on conflict do nothing")
                    .bind("customer", customer.value())
                    .bind("sha256", model.id().sha256())
                    .bind("at", at)
                    .execute() == 1;
        }));
    }

    @Override
    public boolean contain(CustomerId customer, ModelId model) {
        return Statements.run(() -> jdbi.withHandle(handle -> handle
                .createQuery("select exists (select from model_owners where customer = :customer and sha256 = :sha256)")
                .bind("customer", customer.value())
                .bind("sha256", model.sha256())
                .mapTo(Boolean.class)
                .one()));
    }

    private static void describe(Handle handle, Model model, Instant at) {
        handle.createUpdate("insert into models (sha256, bytes, stored_at) values (:sha256, :bytes, :at) on conflict do nothing")
                .bind("sha256", model.id().sha256())
                .bind("bytes", model.bytes())
                .bind("at", at)
                .execute();
    }
}
