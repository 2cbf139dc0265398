package dev.touchstone.mes.fake;

import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Model files of the tests' own. */
public final class Models {

    /** A band ring; its volume follows from its shape. */
    public static final Ring RING = Ring.ofSize(54);

    private Models() {}

    public static byte[] ring() {
        return stl(RING);
    }

    /** The ring with a facet left out: three edges are open. */
    public static byte[] openRing() {
        return stl(new OpenModel(RING, 1));
    }

    public static byte[] stl(Model model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            StlFile.write(model, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
