package dev.touchstone.observability.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/metrics.md");

    @ParameterizedTest
    @EnumSource(PlanMetric.class)
    void namesAPanelForEveryNumberOfThePlan(PlanMetric plan) {
        assertThat(Usage.read().panels(plan)).isNotEmpty();
    }

    @Test
    void isWhatTheCatalogueSays() throws IOException {
        if ("write".equals(System.getProperty("metrics.document"))) {
            Files.writeString(DOCUMENT, MetricsDocument.markdown());
        }
        assertThat(DOCUMENT).hasContent(MetricsDocument.markdown());
    }
}
