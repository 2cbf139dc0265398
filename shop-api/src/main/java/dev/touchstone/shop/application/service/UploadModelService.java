package dev.touchstone.shop.application.service;

import dev.touchstone.shop.application.port.in.UploadModel;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.application.port.out.ModelSpool.BeyondLimit;
import dev.touchstone.shop.application.port.out.ModelSpool.Complete;
import dev.touchstone.shop.application.port.out.ModelStore;
import dev.touchstone.shop.application.port.out.UnitOfWork;
import dev.touchstone.shop.application.port.out.UploadedModels;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.order.CustomerId;
import java.time.Clock;

public final class UploadModelService implements UploadModel {
    private final ModelSpool spool;
    private final ModelStore store;
    private final UploadedModels models;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public UploadModelService(ModelSpool spool, ModelStore store, UploadedModels models, UnitOfWork unitOfWork, Clock clock) {
        this.spool = spool;
        this.store = store;
        this.models = models;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Outcome upload(Command command) {
        if (command.announcedBytes().orElse(0) > Model.LARGEST) {
            return new ModelTooLarge(Model.LARGEST);
        }
        return spool.spool(command.content().get(), Model.LARGEST, spooled -> switch (spooled) {
            case BeyondLimit() -> new ModelTooLarge(Model.LARGEST);
            case Complete(_, long bytes, _) when bytes == 0 -> new EmptyModel();
            case Complete complete -> keep(command.customer(), complete);
        });
    }

    /** File first: a file that nobody owns is harmless, an owner of a file that isn't there would order in vain. */
    private Uploaded keep(CustomerId customer, Complete spooled) {
        Model model = new Model(spooled.id(), spooled.bytes());
        store.put(model, spooled.file());
        boolean firstTime = unitOfWork.execute(() -> models.add(customer, model, clock.instant()));
        return new Uploaded(model, firstTime);
    }
}
