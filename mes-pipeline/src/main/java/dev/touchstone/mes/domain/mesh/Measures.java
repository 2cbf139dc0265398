package dev.touchstone.mes.domain.mesh;

/**
 * The figures of a sound model. STL has no unit; its numbers are taken as millimetres.
 *
 * @param facets                 as many as the file holds
 * @param degenerateFacets       those of them that collapsed to a line or point when vertices were welded; left out of the rest
 * @param vertices               distinct ones, after welding
 * @param shells                 separate closed surfaces, cavities included
 * @param volumeCubicMillimetres enclosed volume, cavities subtracted; always positive
 * @param areaSquareMillimetres  of all surfaces, those of cavities included
 * @param reversed               the file's facets faced inwards throughout and were turned around
 */
public record Measures(int facets, int degenerateFacets, int vertices, int shells, double volumeCubicMillimetres,
                       double areaSquareMillimetres, BoundingBox boundingBox, boolean reversed) {
}
