package dev.touchstone.mes.fake;

import dev.touchstone.mes.domain.content.ContentReader;
import dev.touchstone.mes.domain.content.ContentWriter;
import dev.touchstone.mes.application.TechnicalFailure;
import dev.touchstone.mes.application.port.out.ProductStore;
import dev.touchstone.mes.domain.workorder.OrderId;
import dev.touchstone.mes.domain.workorder.ScanId;
import dev.touchstone.mes.domain.workorder.ToolpathId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

public final class InMemoryProductStore implements ProductStore {

    private final Map<String, byte[]> files = new HashMap<>();

    @Override
    public ToolpathId storeToolpath(ContentWriter writer) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            writer.write(content);
        } catch (IOException e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, "toolpath", e);
        }
        ToolpathId id = new ToolpathId(Sha256.of(content.toByteArray()));
        files.put(id.sha256(), content.toByteArray());
        return id;
    }

    @Override
    public <T> T readToolpath(ToolpathId toolpath, ContentReader<T> reader) {
        byte[] content = files.get(toolpath.sha256());
        if (content == null) {
            throw new TechnicalFailure(TechnicalFailure.Code.TOOLPATH_MISSING, toolpath.sha256());
        }
        try {
            return reader.read(new ByteArrayInputStream(content));
        } catch (IOException e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, toolpath.sha256(), e);
        }
    }

    @Override
    public StoredScan storeScan(OrderId order, Path scan) {
        try {
            byte[] content = Files.readAllBytes(scan);
            String sha256 = Sha256.of(content);
            return new StoredScan(new ScanId(sha256), files.putIfAbsent(order + "/" + sha256, content) == null);
        } catch (IOException e) {
            throw new TechnicalFailure(TechnicalFailure.Code.STORAGE, "scan", e);
        }
    }
}
