package dev.touchstone.mes.domain.mesh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** The words of an ASCII STL file: separated by white space of any kind, their letter case without meaning. */
final class StlText {

    /** Longer than any number or keyword, so that a file without white space can't fill the memory. */
    private static final int LONGEST_WORD = 128;
    private static final String NUMBER_CHARACTERS = "0123456789+-.eE";

    private final StlSource source;
    private final StringBuilder word = new StringBuilder(LONGEST_WORD);

    StlText(StlSource source) {
        this.source = source;
    }

    /** Whether these bytes, of which none is zero, begin an ASCII file; consumes nothing. */
    static boolean begins(ByteBuffer head) {
        int at = head.position() + markLength(head);
        while (at < head.limit() && isSpace(head.get(at))) {
            at++;
        }
        for (char letter : "solid".toCharArray()) {
            if (at == head.limit() || Character.toLowerCase(head.get(at++)) != letter) {
                return false;
            }
        }
        return at == head.limit() || isSpace(head.get(at));
    }

    void skipByteOrderMark() throws IOException, DefectiveMesh {
        ByteBuffer head = source.window(3);
        head.position(head.position() + markLength(head));
    }

    /** The next word in lower case; empty at the end of the file. */
    String word() throws IOException, DefectiveMesh {
        word.setLength(0);
        for (int next = source.peek(); next >= 0; next = source.peek()) {
            if (!isSpace(next)) {
                if (word.length() == LONGEST_WORD) {
                    throw new DefectiveMesh(MeshDefect.MALFORMED, "The text has a word of more than " + LONGEST_WORD + " characters.");
                }
                word.append((char) next);
            } else if (!word.isEmpty()) {
                break;
            }
            source.skip();
        }
        return word.toString().toLowerCase(Locale.ROOT);
    }

    /** Consumes the rest of the line, of any length: the free text after {@code solid} and {@code endsolid}. */
    void skipLine() throws IOException, DefectiveMesh {
        for (int next = source.peek(); next >= 0 && next != '\n' && next != '\r'; next = source.peek()) {
            source.skip();
        }
    }

    /** The value of a word; NaN when it is not a decimal number, infinite when it is too large. */
    static float number(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (NUMBER_CHARACTERS.indexOf(word.charAt(i)) < 0) {
                return Float.NaN;
            }
        }
        try {
            return Float.parseFloat(word);
        } catch (NumberFormatException _) {
            return Float.NaN;
        }
    }

    private static int markLength(ByteBuffer head) {
        int at = head.position();
        boolean marked = head.remaining() >= 3
                && head.get(at) == (byte) 0xef && head.get(at + 1) == (byte) 0xbb && head.get(at + 2) == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    private static boolean isSpace(int character) {
        return character == ' ' || character >= '\t' && character <= '\r';
    }
}
