package dev.touchstone.scenarios.report.diagnosis;

/** How likely it is that a number came about by chance. */
final class Chance {

    private Chance() {
    }

    /** Upper tail of the binomial distribution: that of {@code of} at least {@code number} happen when each does with {@code probability}. */
    static double ofAtLeast(int number, int of, double probability) {
        if (number <= 0 || probability >= 1) {
            return 1;
        }
        if (number > of || probability <= 0) {
            return 0;
        }
        double below = 0;
        double logOdds = Math.log(probability) - Math.log1p(-probability);
        // Logarithms, since for many trials the first term is below the smallest double.
        double term = of * Math.log1p(-probability);
        for (int k = 0; k < number; k++) {
            below += Math.exp(term);
            term += Math.log((double) (of - k) / (k + 1)) + logOdds;
        }
        return Math.max(0, 1 - below);
    }
}
