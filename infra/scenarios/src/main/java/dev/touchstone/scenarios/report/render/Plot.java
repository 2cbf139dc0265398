package dev.touchstone.scenarios.report.render;

import dev.touchstone.scenarios.report.Evidence;
import dev.touchstone.scenarios.report.Evidence.Line;
import dev.touchstone.scenarios.report.diagnosis.Words;
import dev.touchstone.scenarios.report.window.Mask;
import dev.touchstone.scenarios.report.window.Timeline;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Lines over time as an SVG picture of its own; the colours come from the page. */
final class Plot {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 168;
    private static final int LEFT = 52;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 24;
    private static final int TIMES = 5;
    private static final int HEIGHTS = 3;

    private final Timeline timeline;
    private final Evidence evidence;
    private final Mask when;
    /** The time before is shown as far as it takes to see the change. */
    private final int begin;

    /** @param when the moments to be shaded */
    Plot(Timeline timeline, Evidence evidence, Mask when) {
        this.timeline = timeline;
        this.evidence = evidence;
        this.when = when;
        this.begin = Math.max(0, timeline.judged() - Math.max(6, (timeline.size() - timeline.judged()) / 4));
    }

    String svg() {
        double top = top(evidence.plot());
        StringBuilder svg = new StringBuilder();
        write(svg, "<svg class=\"plot\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">", WIDTH, HEIGHT, Html.escaped(evidence.said()));
        shades(svg);
        grid(svg, top);
        for (int i = 0; i < evidence.plot().size(); i++) {
            line(svg, evidence.plot().get(i), top, i);
        }
        svg.append("</svg>");
        return svg.toString();
    }

    /** A little above the highest value, on a round number; of what is all zero, one. */
    private double top(List<Line> lines) {
        double highest = lines.stream().mapToDouble(line -> Arrays.stream(line.values(), begin, line.values().length).filter(Double::isFinite).max().orElse(0)).max().orElse(0);
        if (highest <= 0) {
            return 1;
        }
        double magnitude = Math.pow(10, Math.floor(Math.log10(highest)));
        for (double factor : new double[] {1, 1.5, 2, 3, 4, 5, 6, 8, 10}) {
            if (factor * magnitude >= highest * 1.02) {
                return factor * magnitude;
            }
        }
        return 10 * magnitude;
    }

    private void shades(StringBuilder svg) {
        if (timeline.judged() > begin) {
            write(svg, "<rect class=\"before\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", x(begin), TOP, x(timeline.judged()) - x(begin), HEIGHT - TOP - BOTTOM);
        }
        int since = -1;
        for (int i = begin; i <= timeline.size(); i++) {
            boolean in = i < timeline.size() && when.at(i);
            if (in && since < 0) {
                since = i;
            } else if (!in && since >= 0) {
                write(svg, "<rect class=\"when\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>", x(since - 0.5), TOP, Math.max(2, x(i - 0.5) - x(since - 0.5)), HEIGHT - TOP - BOTTOM);
                since = -1;
            }
        }
    }

    private void grid(StringBuilder svg, double top) {
        for (int i = 0; i <= HEIGHTS; i++) {
            double value = top * i / HEIGHTS;
            write(svg, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>", LEFT, WIDTH - RIGHT, y(value, top), y(value, top));
            write(svg, "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y(value, top) + 4, Html.escaped(label(value)));
        }
        for (int i = 0; i < TIMES; i++) {
            int index = begin + (int) Math.round((timeline.size() - 1 - begin) * (double) i / (TIMES - 1));
            String anchor = i == 0 ? "start" : i == TIMES - 1 ? "end" : "middle";
            write(svg, "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>", x(index), HEIGHT - 6, anchor, Words.clock(timeline.at(index)));
        }
    }

    private String label(double value) {
        return switch (evidence.unit()) {
            case "s" -> Words.seconds(value);
            case "B" -> value >= 1e6 ? String.format(Locale.ROOT, "%.1f MB", value / 1e6) : String.format(Locale.ROOT, "%.0f kB", value / 1e3);
            default -> value >= 10 || value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.format(Locale.ROOT, "%.2f", value);
        };
    }

    private void line(StringBuilder svg, Line line, double top, int number) {
        StringBuilder path = new StringBuilder();
        int last = -2;
        for (int i = begin; i < line.values().length; i++) {
            double value = line.values()[i];
            if (!Double.isFinite(value)) {
                continue;
            }
            // What ends now and then is joined over short pauses; a long one stays a gap.
            write(path, "%s%.1f %.1f ", last >= 0 && i - last <= 4 ? "L" : "M", x(i), y(value, top));
            if ((last < 0 || last < i - 4) && (i + 1 >= line.values().length || !Double.isFinite(line.values()[i + 1]))) {
                write(svg, "<circle class=\"dot l%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>", number, x(i), y(value, top));
            }
            last = i;
        }
        write(svg, "<path class=\"line l%d\" d=\"%s\"/>", number, path.toString().strip());
    }

    private double x(double index) {
        double clamped = Math.clamp(index, begin, timeline.size() - 1.0) - begin;
        return LEFT + clamped * (WIDTH - LEFT - RIGHT) / Math.max(1, timeline.size() - 1 - begin);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
    }

    private static void write(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments));
    }
}
