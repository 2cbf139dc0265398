package dev.touchstone.shop;

import dev.touchstone.observability.architecture.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHexagon() {
        HexagonRules.of("dev.touchstone.shop").check();
    }
}
