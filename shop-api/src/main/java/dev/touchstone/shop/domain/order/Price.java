package dev.touchstone.shop.domain.order;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount of money, in whole minor units of its currency (for EUR: two decimals). */
public record Price(BigDecimal amount, Currency currency) {
    public Price {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("a price is not negative");
        }
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException("a price has no fractions of the smallest coin");
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }
}
