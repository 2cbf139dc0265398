package dev.touchstone.mes.domain.mesh;

import static dev.touchstone.mes.domain.mesh.MeshDefect.EMPTY;
import static dev.touchstone.mes.domain.mesh.MeshDefect.MALFORMED;
import static dev.touchstone.mes.domain.mesh.MeshDefect.TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads one STL file, binary or ASCII, in one pass over the stream. Format: 3D Systems' StereoLithography Interface
 * Specification (1989). Facet normals are read over: they follow from the order of the corners, and many exporters write
 * zeros or NaN there.
 */
final class StlReader {

    /** 80 bytes of free text and the number of facets. */
    static final int BINARY_HEAD_BYTES = 84;
    /** Twelve floats and two attribute bytes. */
    static final int BINARY_FACET_BYTES = 50;

    private static final int BINARY_COUNT_OFFSET = 80;
    private static final int BINARY_NORMAL_BYTES = 12;
    private static final int BINARY_ATTRIBUTE_BYTES = 2;

    /**
     * How far to look for a zero byte. Text has none; a binary file has one in its facet count (below 2^24 facets) or in the
     * attribute bytes of its first facets, whatever its header begins with.
     */
    private static final int PEEK_BYTES = 512;

    private final MeshLimits limits;
    private final StlSource source;
    private final FacetBuffer facets = new FacetBuffer();

    private StlReader(InputStream in, MeshLimits limits) {
        this.limits = limits;
        this.source = new StlSource(in, limits.bytes());
    }

    /**
     * @return at least one facet, every coordinate finite
     * @throws DefectiveMesh EMPTY, MALFORMED or TOO_LARGE
     * @throws IOException   the stream's own
     */
    static FacetBuffer read(InputStream in, MeshLimits limits) throws IOException, DefectiveMesh {
        StlReader reader = new StlReader(in, limits);
        reader.read();
        return reader.facets;
    }

    private void read() throws IOException, DefectiveMesh {
        ByteBuffer head = source.window(PEEK_BYTES);
        if (!head.hasRemaining()) {
            throw new DefectiveMesh(EMPTY, "The file is empty.");
        }
        if (hasZeroByte(head) || !StlText.begins(head)) {
            readBinary();
        } else {
            readText();
        }
        if (facets.facets() == 0) {
            throw new DefectiveMesh(EMPTY, "The file holds no facets.");
        }
    }

    private static boolean hasZeroByte(ByteBuffer head) {
        int end = Math.min(head.limit(), head.position() + PEEK_BYTES);
        for (int i = head.position(); i < end; i++) {
            if (head.get(i) == 0) {
                return true;
            }
        }
        return false;
    }

    private void readBinary() throws IOException, DefectiveMesh {
        ByteBuffer head = source.window(BINARY_HEAD_BYTES);
        if (head.remaining() < BINARY_HEAD_BYTES) {
            throw new DefectiveMesh(MALFORMED, "The file is neither an ASCII STL file nor long enough for a binary one.");
        }
        long declared = Integer.toUnsignedLong(head.getInt(head.position() + BINARY_COUNT_OFFSET));
        head.position(head.position() + BINARY_HEAD_BYTES);
        for (long facet = 0; facet < Math.min(declared, limits.facets()); facet++) {
            ByteBuffer bytes = source.window(BINARY_FACET_BYTES);
            if (bytes.remaining() < BINARY_FACET_BYTES) {
                throw countDisagrees(declared);
            }
            bytes.position(bytes.position() + BINARY_NORMAL_BYTES);
            for (int corner = 0; corner < 3; corner++) {
                addCorner(bytes.getFloat(), bytes.getFloat(), bytes.getFloat());
            }
            facets.facetDone();
            bytes.position(bytes.position() + BINARY_ATTRIBUTE_BYTES);
        }
        // A count beyond the limit is only believed when the facets are there: arbitrary bytes declare millions of them.
        if (source.drain() != BINARY_HEAD_BYTES + declared * BINARY_FACET_BYTES) {
            throw countDisagrees(declared);
        }
        if (declared > limits.facets()) {
            throw tooManyFacets();
        }
    }

    private DefectiveMesh countDisagrees(long declared) throws IOException, DefectiveMesh {
        return new DefectiveMesh(MALFORMED, "The file declares " + declared + " facets, which takes "
                + (BINARY_HEAD_BYTES + declared * BINARY_FACET_BYTES) + " bytes, and has " + source.drain() + " bytes.");
    }

    private void readText() throws IOException, DefectiveMesh {
        StlText text = new StlText(source);
        text.skipByteOrderMark();
        for (String word = text.word(); !word.isEmpty(); word = text.word()) {
            demand("solid", word);
            text.skipLine();
            for (word = text.word(); word.equals("facet"); word = text.word()) {
                readTextFacet(text);
            }
            demand("endsolid", word);
            text.skipLine();
        }
    }

    private void readTextFacet(StlText text) throws IOException, DefectiveMesh {
        if (facets.facets() == limits.facets()) {
            throw tooManyFacets();
        }
        demand("normal", text.word());
        text.word();
        text.word();
        text.word();
        demand("outer", text.word());
        demand("loop", text.word());
        for (int corner = 0; corner < 3; corner++) {
            demand("vertex", text.word());
            addCorner(StlText.number(text.word()), StlText.number(text.word()), StlText.number(text.word()));
        }
        demand("endloop", text.word());
        demand("endfacet", text.word());
        facets.facetDone();
    }

    private void demand(String keyword, String found) throws DefectiveMesh {
        if (!found.equals(keyword)) {
            throw new DefectiveMesh(MALFORMED, "After " + facets.facets() + " facets, where \"" + keyword + "\" is due, the file "
                    + (found.isEmpty() ? "ends." : "has something else."));
        }
    }

    private void addCorner(float x, float y, float z) throws DefectiveMesh {
        if (!Float.isFinite(x) || !Float.isFinite(y) || !Float.isFinite(z)) {
            throw new DefectiveMesh(MALFORMED, "Facet " + (facets.facets() + 1)
                    + " has a coordinate that is not a number or not finite.");
        }
        facets.addCorner(x, y, z);
    }

    private DefectiveMesh tooManyFacets() {
        return new DefectiveMesh(TOO_LARGE, "The model has more than " + limits.facets() + " facets.");
    }
}
