package dev.touchstone.scenarios.report.render;

/** What HTML needs to show text as it is. */
final class Html {

    private Html() {
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
