package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the rules compute the right values and fire is promtool's to say: prometheus/tests/objectives.test.yml. */
class ObjectiveRulesTest {
    private static final Path RULES = Path.of("../prometheus/rules/objectives.yml");

    @Test
    void areWhatTheCatalogueSays() throws IOException {
        if ("write".equals(System.getProperty("objective.rules"))) {
            Files.writeString(RULES, ObjectiveRules.yaml());
        }
        assertThat(RULES).hasContent(ObjectiveRules.yaml());
    }
}
