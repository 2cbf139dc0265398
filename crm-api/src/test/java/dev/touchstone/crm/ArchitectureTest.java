package dev.touchstone.crm;

import dev.touchstone.observability.architecture.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void keepsTheRulesOfTheHexagon() {
        HexagonRules.of("dev.touchstone.crm").check();
    }
}
