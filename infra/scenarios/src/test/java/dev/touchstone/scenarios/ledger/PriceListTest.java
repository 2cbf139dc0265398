package dev.touchstone.scenarios.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.models.Ring;
import dev.touchstone.local.models.StlFile;
import dev.touchstone.local.runtime.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private final PriceList prices = PriceList.read(Project.find().file("mes-pipeline/src/main/resources/application.yaml"));

    /** 1 cm³ and 6 cm²: 10.4 g for 16.64, 17 + 11 + 6 minutes at 48.00 an hour for 27.20, and 12.00 to set up. */
    @Test
    void reckonsByTheRuleOfTheWorkshop() {
        assertThat(prices.price(1_000, 600, "silver-925")).isEqualByComparingTo("55.84");
    }

    @Test
    void measuresTheFileItself() throws IOException {
        Ring ring = Ring.ofSize(54).withFacetsUpTo(2_000);
        ByteArrayOutputStream stl = new ByteArrayOutputStream();
        StlFile.write(ring, stl);

        BigDecimal dear = prices.price(stl.toByteArray(), "gold-750");
        BigDecimal cheap = prices.price(stl.toByteArray(), "silver-925");

        // The metals differ by density times price, whatever the machines cost.
        double difference = ring.volumeCubicMillimetres() / 1_000 * (15.58 * 87 - 10.40 * 1.60);
        assertThat(dear.subtract(cheap).doubleValue()).isCloseTo(difference, Offset.offset(0.05));
    }
}
