package dev.touchstone.mes.domain.toolpath;

import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.mesh.Solid;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the toolpath of a castable pattern as G-code (ISO 6983; M3 with S as laser power, as Grbl has it): resin is cured
 * layer by layer by a laser that traces the contours, outlines counterclockwise and holes clockwise. Moves along a contour are
 * G1 with the beam on, moves between them G0 with the beam off. The machine fills what the contours enclose by itself.
 *
 * <p>Coordinates are millimetres from the lower corner of the model's bounding box, to a tenth of a micrometre; Z is the top
 * of the layer. The same solid and settings give the same bytes.
 */
public final class ToolpathWriter {

    private final ToolpathSettings settings;
    private final Slicer slicer;

    public ToolpathWriter(ToolpathSettings settings) {
        this.settings = settings;
        this.slicer = new Slicer(settings.layerHeight());
    }

    /**
     * Writes layer by layer, flushes, and does not close the stream.
     *
     * @throws IOException the stream's own
     */
    public ToolpathSummary write(Solid solid, OutputStream out) throws IOException {
        Program program = new Program(solid, new GcodeOutput(out));
        program.begin();
        slicer.slice(solid, program::layer);
        return program.end();
    }

    private final class Program {

        private final GcodeOutput out;
        private final BoundingBox box;
        private final int layers;
        private long contours;
        private long holes;
        private double volume;
        private double length;

        Program(Solid solid, GcodeOutput out) {
            this.out = out;
            this.box = solid.measures().boundingBox();
            this.layers = slicer.layers(solid);
        }

        void begin() throws IOException {
            out.line("; toolpath of a castable pattern, traced by a laser");
            out.line("; units: millimetres, millimetres per minute, power S in per mille");
            out.line("; layers: " + layers);
            out.text("; layer height: ").decimal(settings.layerHeight()).end();
            out.text("; size: ").decimal(box.width()).text(" x ").decimal(box.depth()).text(" x ").decimal(box.height()).end();
            out.line("G21");
            out.line("G90");
            out.line("M5");
        }

        void layer(Layer layer) throws IOException {
            out.line("; layer " + (layer.number() + 1) + " of " + layers + ", contours: " + layer.contours().size());
            out.text("G0 Z").decimal(layer.bottom() + layer.thickness() - box.minZ()).end();
            for (Contour contour : layer.contours()) {
                trace(contour);
                contours++;
                holes += contour.isHole() ? 1 : 0;
                length += contour.length();
            }
            volume += layer.area() * layer.thickness();
        }

        private void trace(Contour contour) throws IOException {
            int points = contour.x().length;
            out.text("G0").position(contour.x()[0] - box.minX(), contour.y()[0] - box.minY()).end();
            out.line("M3 S" + settings.power());
            for (int i = 1; i <= points; i++) {
                out.text("G1").position(contour.x()[i % points] - box.minX(), contour.y()[i % points] - box.minY());
                if (i == 1) {
                    out.text(" F" + settings.feed());
                }
                out.end();
            }
            out.line("M5");
        }

        ToolpathSummary end() throws IOException {
            out.line("M2");
            out.flush();
            return new ToolpathSummary(layers, contours, holes, volume, length, out.bytes());
        }
    }
}
