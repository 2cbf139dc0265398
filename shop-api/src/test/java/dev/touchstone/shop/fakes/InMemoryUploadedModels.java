package dev.touchstone.shop.fakes;

import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.fakes.InMemoryUnitOfWork.Undoable;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryUploadedModels implements UploadedModels, Undoable {
    private record Ownership(CustomerId customer, ModelId model) {}

    private final Set<Ownership> owners = ConcurrentHashMap.newKeySet();

    @Override
    public boolean add(CustomerId customer, Model model, Instant at) {
        return owners.add(new Ownership(customer, model.id()));
    }

    @Override
    public boolean contain(CustomerId customer, ModelId model) {
        return owners.contains(new Ownership(customer, model));
    }

    @Override
    public Runnable remember() {
        Set<Ownership> before = Set.copyOf(owners);
        return () -> owners.retainAll(before);
    }
}
