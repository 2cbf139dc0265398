package dev.touchstone.mes.domain.toolpath;

/**
 * What a toolpath holds.
 *
 * @param layers                 from the bottom of the model to its top
 * @param contours               outlines and holes of all layers
 * @param holes                  those of them that bound a hole
 * @param volumeCubicMillimetres areas of the contours times the thickness of their layers; close to the model's volume
 * @param lengthMillimetres      of all contours: the way with the beam on
 * @param bytes                  written
 */
public record ToolpathSummary(int layers, long contours, long holes, double volumeCubicMillimetres, double lengthMillimetres,
                              long bytes) {
}
