package dev.touchstone.shop.application.service;

import static dev.touchstone.shop.fakes.Samples.ALICE;
import static dev.touchstone.shop.fakes.Samples.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.shop.application.port.in.UploadModel.Command;
import dev.touchstone.shop.application.port.in.UploadModel.EmptyModel;
import dev.touchstone.shop.application.port.in.UploadModel.ModelTooLarge;
import dev.touchstone.shop.application.port.in.UploadModel.Outcome;
import dev.touchstone.shop.application.port.in.UploadModel.Uploaded;
import dev.touchstone.shop.application.port.out.ModelSpool;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.model.ModelId;
import dev.touchstone.shop.domain.order.CustomerId;
import dev.touchstone.shop.fakes.FakeShop;
import dev.touchstone.shop.fakes.InMemoryModelSpool;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class UploadModelServiceTest {
    // SHA-256 of "abc", test vector of FIPS 180-2, appendix B.1
    private static final ModelId ABC = new ModelId("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    private final FakeShop shop = new FakeShop();

    @Test
    void namesAModelByItsContentAndKeepsIt() {
        assertThat(upload(ALICE, "abc")).isEqualTo(new Uploaded(new Model(ABC, 3), true));
        assertThat(shop.store.files().get(ABC)).asString(UTF_8).isEqualTo("abc");
        assertThat(shop.models.contain(ALICE, ABC)).isTrue();
        assertThat(shop.models.contain(BOB, ABC)).isFalse();
    }

    @Test
    void changesNothingWhenTheSameFileIsUploadedAgain() {
        upload(ALICE, "abc");

        assertThat(upload(ALICE, "abc")).isEqualTo(new Uploaded(new Model(ABC, 3), false));
        assertThat(shop.store.files()).hasSize(1);
    }

    @Test
    void doesNotTellACustomerThatSomebodyElseHasTheSameFile() {
        upload(ALICE, "abc");

        assertThat(upload(BOB, "abc")).isEqualTo(new Uploaded(new Model(ABC, 3), true));
        assertThat(shop.store.files()).hasSize(1);
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(upload(ALICE, "")).isEqualTo(new EmptyModel());
        assertThat(shop.store.files()).isEmpty();
    }

    @Test
    void refusesAFileAnnouncedAsTooLargeWithoutOpeningIt() {
        Outcome outcome = shop.uploadModel.upload(new Command(ALICE, () -> {
            throw new AssertionError("nothing of the file is needed to refuse it");
        }, OptionalLong.of(Model.LARGEST + 1)));

        assertThat(outcome).isEqualTo(new ModelTooLarge(67_108_864));
    }

    @Test
    void refusesAFileThatTurnsOutTooLarge() {
        UploadModelService service = new UploadModelService(new OverflowingSpool(), shop.store, shop.models, shop.unitOfWork, FakeShop.CLOCK);

        assertThat(service.upload(new Command(ALICE, InputStream::nullInputStream, OptionalLong.empty())))
                .isEqualTo(new ModelTooLarge(67_108_864));
        assertThat(shop.store.files()).isEmpty();
    }

    @Test
    void ownsNoModelThatTheStoreFailedToKeep() {
        UploadModelService service = new UploadModelService(new InMemoryModelSpool(), (Model model, Path file) -> {
            throw new IllegalStateException("no store today");
        }, shop.models, shop.unitOfWork, FakeShop.CLOCK);

        assertThatThrownBy(() -> service.upload(command(ALICE, "abc"))).isInstanceOf(IllegalStateException.class);
        assertThat(shop.models.contain(ALICE, ABC)).isFalse();
    }

    private Outcome upload(CustomerId customer, String content) {
        return shop.uploadModel.upload(command(customer, content));
    }

    private static Command command(CustomerId customer, String content) {
        return new Command(customer, () -> new ByteArrayInputStream(content.getBytes(UTF_8)), OptionalLong.empty());
    }

    private static final class OverflowingSpool implements ModelSpool {
        @Override
        public <T> T spool(InputStream content, long limitBytes, Function<Spooled, T> use) {
            assertThat(limitBytes).isEqualTo(Model.LARGEST);
            return use.apply(new BeyondLimit());
        }
    }
}
