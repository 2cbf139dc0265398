package dev.touchstone.scenarios.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a piece must cost, worked out apart from the conveyor: from the file's facets and the workshop's configuration, by the rule
 * that is written there.
 */
public final class PriceList {
    private static final int HEAD_BYTES = 84;
    private static final int FACET_BYTES = 50;
    private static final int NORMAL_BYTES = 12;
    private static final List<String> MACHINES = List.of("casting", "polishing", "inspection");

    private final Map<String, Object> mes;

    private PriceList(Map<String, Object> mes) {
        this.mes = mes;
    }

    /** @param configuration the conveyor's {@code application.yaml} */
    public static PriceList read(Path configuration) {
        try (InputStream yaml = Files.newInputStream(configuration)) {
            Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return new PriceList(child(root, "mes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param stl a binary STL file, watertight */
    public BigDecimal price(byte[] stl, String metal) {
        double volume = 0;
        double area = 0;
        ByteBuffer file = ByteBuffer.wrap(stl).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = HEAD_BYTES; at + FACET_BYTES <= stl.length; at += FACET_BYTES) {
            double[] a = corner(file, at + NORMAL_BYTES);
            double[] b = corner(file, at + 2 * NORMAL_BYTES);
            double[] c = corner(file, at + 3 * NORMAL_BYTES);
            // The signed volume of the tetrahedron to the origin (divergence theorem), and half the parallelogram.
            volume += (a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0])) / 6;
            area += parallelogram(a, b, c) / 2;
        }
        return price(Math.abs(volume), area, metal);
    }

    BigDecimal price(double cubicMillimetres, double squareMillimetres, String metal) {
        Map<String, Object> alloy = child(child(mes, "metals"), metal);
        Map<String, Object> rates = child(mes, "pricing");
        BigDecimal grams = BigDecimal.valueOf(cubicMillimetres).multiply(number(alloy, "density")).movePointLeft(3);
        long milliseconds = 0;
        for (String machine : MACHINES) {
            Map<String, Object> pace = child(child(mes, "machines"), machine);
            milliseconds += duration(pace, "fixed") + Math.round(duration(pace, "per-cubic-centimetre") * cubicMillimetres / 1_000
                    + duration(pace, "per-square-centimetre") * squareMillimetres / 100);
        }
        BigDecimal hours = BigDecimal.valueOf(milliseconds).divide(BigDecimal.valueOf(Duration.ofHours(1).toMillis()), MathContext.DECIMAL64);
        return number(alloy, "price-per-gram").multiply(grams).add(number(rates, "per-machine-hour").multiply(hours))
                .add(number(rates, "set-up")).setScale(2, RoundingMode.HALF_UP);
    }

    private static double[] corner(ByteBuffer file, int at) {
        return new double[] {file.getFloat(at), file.getFloat(at + 4), file.getFloat(at + 8)};
    }

    private static double parallelogram(double[] a, double[] b, double[] c) {
        double[] u = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
        double[] v = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
        return Math.sqrt(Math.pow(u[1] * v[2] - u[2] * v[1], 2) + Math.pow(u[2] * v[0] - u[0] * v[2], 2) + Math.pow(u[0] * v[1] - u[1] * v[0], 2));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        if (!(parent.get(name) instanceof Map<?, ?> map)) {
            throw new IllegalStateException("the conveyor's configuration has no " + name);
        }
        return (Map<String, Object>) map;
    }

    private static BigDecimal number(Map<String, Object> parent, String name) {
        return new BigDecimal(String.valueOf(parent.get(name)));
    }

    private static long duration(Map<String, Object> parent, String name) {
        return Duration.parse(String.valueOf(parent.get(name))).toMillis();
    }
}
