package dev.touchstone.scenarios.load;

import dev.touchstone.local.models.Brilliant;
import dev.touchstone.local.models.Model;
import dev.touchstone.local.models.OpenModel;
import dev.touchstone.local.models.PiercedPlate;
import dev.touchstone.local.models.Ring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * What one customer comes for: everything that is left to chance, drawn from the run's seed and the visit's number alone.
 *
 * @param model    what is ordered, computed when it is needed and unlike any other; empty for who only looks
 * @param makeable whether the conveyor can make it; rejecting what it can not make is its right answer
 * @param accepts  whether the price is accepted; otherwise the order is cancelled when priced
 */
public record Visit(int number, String customer, Optional<Model> model, boolean makeable, boolean accepts, String metal, Duration thinks) {

    private static final List<String> METALS = List.of("silver-925", "silver-925", "silver-925", "gold-585", "gold-750", "platinum-950");
    private static final double UNMAKEABLE = 0.04;
    private static final double CANCELLED = 0.06;
    /** Spreads the numbers of neighbours over all seeds (the golden ratio in 64 bits, as in Steele, Lea and Flood's SplitMix). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** The visit of that number in the plan. */
    public static Visit of(LoadPlan plan, int number) {
        RandomGenerator chance = new Random(plan.seed() + SPREAD * (number + 1L));
        // Everybody comes once before anybody comes twice.
        String customer = "customer-%d".formatted(number % plan.users() + 1);
        boolean orders = chance.nextDouble() < plan.scenario().habits().ordering();
        boolean makeable = chance.nextDouble() >= UNMAKEABLE;
        boolean accepts = chance.nextDouble() >= CANCELLED;
        String metal = METALS.get(chance.nextInt(METALS.size()));
        Duration thinks = Duration.ofMillis(200 + chance.nextInt(1_300));
        Optional<Model> model = orders ? Optional.of(model(chance, plan.scenario().habits().heavy(), makeable)) : Optional.empty();
        return new Visit(number, customer, model, makeable, accepts, metal, thinks);
    }

    private static Model model(RandomGenerator chance, boolean heavy, boolean makeable) {
        Model whole = heavy ? ring(chance, 100_000, 400_000) : switch (chance.nextInt(5)) {
            case 0 -> PiercedPlate.disc(between(chance, 10, 24), between(chance, 0.9, 1.6), between(chance, 1.5, 2.2));
            case 1 -> PiercedPlate.signetRing(between(chance, 46, 68), between(chance, 8, 11), between(chance, 4, 7));
            case 2 -> new Brilliant(between(chance, 4, 12));
            default -> ring(chance, 1_000, 6_000);
        };
        return makeable ? whole : new OpenModel(whole, 1 + chance.nextInt(9));
    }

    private static Ring ring(RandomGenerator chance, int fewest, int most) {
        return new Ring(between(chance, 46, 68) / Math.PI, between(chance, 2.5, 6), between(chance, 1.2, 2.2), 180, 64)
                .withFacetsUpTo(chance.nextInt(fewest, most));
    }

    private static double between(RandomGenerator chance, double least, double most) {
        return chance.nextDouble(least, most);
    }
}
