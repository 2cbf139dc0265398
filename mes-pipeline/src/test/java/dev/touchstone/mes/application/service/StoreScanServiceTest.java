package dev.touchstone.mes.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.mes.application.port.in.StoreScan;
import dev.touchstone.mes.application.port.in.StoreScan.Command;
import dev.touchstone.mes.application.port.in.StoreScan.Stored;
import dev.touchstone.mes.application.port.in.StoreScan.UnknownWorkOrder;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.mes.fake.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreScanServiceTest {

    private final Workshop workshop = new Workshop();
    private final StoreScan storeScan = new StoreScanService(workshop.workOrders, workshop.products);

    @TempDir
    private Path folder;

    @Test
    void keepsAScanOnce() throws IOException {
        Path scan = Files.write(folder.resolve("scan"), new byte[] {1, 2, 3});
        OrderId order = workshop.produced();
        ScanId id = new ScanId(Sha256.of(new byte[] {1, 2, 3}));

        assertThat(storeScan.store(new Command(order, scan))).isEqualTo(new Stored(id, true));
        assertThat(storeScan.store(new Command(order, scan))).isEqualTo(new Stored(id, false));
    }

    @Test
    void refusesAScanOfAnUnknownWorkOrder() throws IOException {
        Path scan = Files.write(folder.resolve("scan"), new byte[] {1, 2, 3});

        assertThat(storeScan.store(new Command(Workshop.newOrder(), scan))).isEqualTo(new UnknownWorkOrder());
    }
}
