package dev.touchstone.mes;

import dev.touchstone.observability.architecture.HexagonRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHexagon() {
        HexagonRules.of("dev.touchstone.mes").check();
    }
}
