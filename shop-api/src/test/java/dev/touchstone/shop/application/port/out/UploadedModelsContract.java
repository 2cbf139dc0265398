package dev.touchstone.shop.application.port.out;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static dev.touchstone.shop.fakes.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.fakes.AtOnce;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

public abstract class UploadedModelsContract {
    private static final AtomicInteger MODELS = new AtomicInteger();

    private final Model model = new Model(new ModelId("%064x".formatted(MODELS.incrementAndGet())), 84);

    protected abstract UploadedModels models();

    @Test
    void containsAModelForWhoeverUploadedIt() {
        assertThat(models().contain(ALICE, model.id())).isFalse();
        assertThat(models().add(ALICE, model, NOON)).isTrue();

        assertThat(models().contain(ALICE, model.id())).isTrue();
        assertThat(models().contain(BOB, model.id())).isFalse();
    }

    @Test
    void changesNothingWhenAModelIsUploadedAgain() {
        models().add(ALICE, model, NOON);

        assertThat(models().add(ALICE, model, NOON.plusSeconds(60))).isFalse();
        assertThat(models().contain(ALICE, model.id())).isTrue();
    }

    @Test
    void givesOneModelToSeveralCustomers() {
        models().add(ALICE, model, NOON);

        assertThat(models().add(BOB, model, NOON)).isTrue();
        assertThat(models().contain(BOB, model.id())).isTrue();
    }

    @Test
    void letsOneOfManyUploadsAtOnceBeTheFirst() {
        List<Boolean> first = AtOnce.run(8, () -> models().add(ALICE, model, NOON));

        assertThat(first).containsOnlyOnce(true);
    }
}
