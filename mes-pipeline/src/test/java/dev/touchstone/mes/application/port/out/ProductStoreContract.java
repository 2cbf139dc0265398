package dev.touchstone.mes.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.TechnicalFailure.Code;
import dev.touchstone.mes.application.port.out.ProductStore.StoredScan;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.mes.fake.Workshop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any store of products does. */
public abstract class ProductStoreContract {

    private static final byte[] GCODE = "G21\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    protected abstract ProductStore products();

    @Test
    void namesAToolpathByItsContent() {
        ToolpathId toolpath = products().storeToolpath(content -> content.write(GCODE));

        assertThat(toolpath).isEqualTo(new ToolpathId(Sha256.of(GCODE)));
        assertThat(products().readToolpath(toolpath, InputStream::readAllBytes)).isEqualTo(GCODE);
        assertThat(products().storeToolpath(content -> content.write(GCODE))).isEqualTo(toolpath);
    }

    @Test
    void storesNothingOfAToolpathThatBreaksOff() {
        byte[] start = "only the beginning".getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(TechnicalFailure.class)
                .isThrownBy(() -> products().storeToolpath(content -> {
                    content.write(start);
                    throw new IOException("broken");
                }))
                .extracting(TechnicalFailure::code).isEqualTo(Code.STORAGE);
        assertThatExceptionOfType(TechnicalFailure.class)
                .isThrownBy(() -> products().readToolpath(new ToolpathId(Sha256.of(start)), InputStream::readAllBytes))
                .extracting(TechnicalFailure::code).isEqualTo(Code.TOOLPATH_MISSING);
    }

    @Test
    void keepsTheSameScanOfAnOrderOnce() throws IOException {
        byte[] content = {1, 2, 3};
        Path scan = Files.write(folder.resolve("scan"), content);
        ScanId id = new ScanId(Sha256.of(content));
        OrderId order = Workshop.newOrder();

        assertThat(products().storeScan(order, scan)).isEqualTo(new StoredScan(id, true));
        assertThat(products().storeScan(order, scan)).isEqualTo(new StoredScan(id, false));
        assertThat(products().storeScan(Workshop.newOrder(), scan)).isEqualTo(new StoredScan(id, true));
    }
}
