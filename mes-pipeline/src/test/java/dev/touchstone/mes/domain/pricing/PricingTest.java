package dev.touchstone.mes.domain.pricing;

import static dev.touchstone.mes.fake.Workshop.CUBE;
import static dev.touchstone.mes.fake.Workshop.SILVER;
import static dev.touchstone.mes.fake.Workshop.euro;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.touchstone.mes.domain.mesh.BoundingBox;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.fake.Workshop;
import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class PricingTest {

    private final Pricing pricing = new Workshop().pricing;

    @Test
    void addsMetalMachineTimeAndSetUp() {
        Quote quote = pricing.quote(CUBE, SILVER);

        // 1 cm³ × 10.40 g/cm³ × 1.20 + (60 + 60 + 30) s × 60 per hour + 10
        assertThat(quote.massGrams()).isEqualByComparingTo("10.400");
        assertThat(quote.price()).isEqualTo(euro("24.98"));
    }

    @Test
    void roundsTheSumOnceWithHalvesUp() {
        // 0.5 mm³ weigh 5.2 mg and cost 0.00624; casting takes 40.01 s, polishing 0.1 s, inspection 30 s: 1.16850 in all; with set-up 11.17474
        Quote quote = pricing.quote(new Part(12, 0.5, 1, new BoundingBox(0, 0, 0, 1, 1, 1)), SILVER);

        assertThat(quote.price()).isEqualTo(euro("11.17"));
        assertThat(euro("0.125").rounded()).isEqualTo(euro("0.13"));
    }

    @Test
    void roundsToTheMinorUnitOfTheCurrency() {
        assertThat(new Money(new BigDecimal("12.5"), Currency.getInstance("JPY")).rounded().amount()).isEqualTo(new BigDecimal("13"));
    }

    @Test
    void knowsOnlyTheMetalsThatTheWorkshopCasts() {
        assertThat(pricing.metal(new MetalCode("silver-925"))).contains(SILVER);
        assertThat(pricing.metal(new MetalCode("tin"))).isEmpty();
    }

    @Test
    void refusesToAddDifferentCurrencies() {
        Money yen = new Money(BigDecimal.ONE, Currency.getInstance("JPY"));

        assertThatIllegalArgumentException().isThrownBy(() -> euro("1").plus(yen)).withMessageContaining("JPY");
    }

    @Test
    void refusesAMetalWithoutWeight() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Metal(new MetalCode("ether"), BigDecimal.ZERO, euro("1")));
    }
}
