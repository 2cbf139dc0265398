package dev.touchstone.mes.domain.pricing;

import dev.touchstone.mes.domain.conveyor.MachinePark;
import dev.touchstone.mes.domain.part.Part;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.Collection;
import java.util.function.Function;

/**
 * The price rule: mass × price per gram + nominal machine time × hourly rate + set-up.
 *
 * <p>Intermediate values keep full precision; the sum is rounded once, to the currency's smallest unit with halves up. The mass on the
 * quote is rounded to the milligram for display and does not enter the price.
 */
public final class Pricing {

    private static final BigDecimal CUBIC_MILLIMETRES_PER_CUBIC_CENTIMETRE = BigDecimal.valueOf(1_000);
    private static final BigDecimal MILLISECONDS_PER_HOUR = BigDecimal.valueOf(Duration.ofHours(1).toMillis());
    private static final int MILLIGRAM_SCALE = 3;

    private final Map<MetalCode, Metal> metals;
    private final MachinePark machines;
    private final Money perMachineHour;
    private final Money setUp;

    public Pricing(Collection<Metal> metals, MachinePark machines, Money perMachineHour, Money setUp) {
        this.metals = metals.stream().collect(Collectors.toUnmodifiableMap(Metal::code, Function.identity()));
        this.machines = machines;
        this.perMachineHour = perMachineHour;
        this.setUp = setUp;
    }

    public Optional<Metal> metal(MetalCode code) {
        return Optional.ofNullable(metals.get(code));
    }

    public Quote quote(Part part, Metal metal) {
        BigDecimal grams = BigDecimal.valueOf(part.volumeCubicMillimetres())
                .multiply(metal.gramsPerCubicCentimetre())
                .divide(CUBIC_MILLIMETRES_PER_CUBIC_CENTIMETRE);
        BigDecimal machineHours = BigDecimal.valueOf(machines.nominalTime(part).toMillis()).divide(MILLISECONDS_PER_HOUR, MathContext.DECIMAL64);
        Money price = metal.pricePerGram().times(grams).plus(perMachineHour.times(machineHours)).plus(setUp).rounded();
        return new Quote(part, grams.setScale(MILLIGRAM_SCALE, RoundingMode.HALF_UP), price);
    }
}
