package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.TechnicalFailure.Code;
import dev.touchstone.mes.domain.workorder.ModelId;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** What any store of models does. */
public abstract class ModelStoreContract {

    private static final ModelId ABSENT = new ModelId("00".repeat(32));

    protected abstract ModelStore models();

    /** Uploads a model as the shop does. */
    protected abstract ModelId upload(byte[] content);

    @Test
    void readsAModelToItsLastByte() {
        ModelId model = upload(new byte[] {1, 2, 3});

        assertThat(models().read(model, InputStream::readAllBytes)).containsExactly(1, 2, 3);
        assertThat(models().size(model)).isEqualTo(3);
    }

    @Test
    void readsAsMuchOfAModelAsTheReaderWants() {
        ModelId model = upload(new byte[1_000_000]);

        assertThat(models().<Integer>read(model, InputStream::read)).isZero();
    }

    @Test
    void failsWhenThereIsNoSuchModel() {
        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> models().read(ABSENT, InputStream::readAllBytes))
                .extracting(TechnicalFailure::code).isEqualTo(Code.MODEL_MISSING);
        assertThatExceptionOfType(TechnicalFailure.class).isThrownBy(() -> models().size(ABSENT))
                .extracting(TechnicalFailure::code).isEqualTo(Code.MODEL_MISSING);
    }

    @Test
    void failsWhenTheStreamBreaks() {
        ModelId model = upload(new byte[] {1, 2, 3});

        assertThatExceptionOfType(TechnicalFailure.class)
                .isThrownBy(() -> models().read(model, _ -> {
                    throw new IOException("broken");
                }))
                .extracting(TechnicalFailure::code).isEqualTo(Code.STORAGE);
    }
}
