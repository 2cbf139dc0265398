package dev.touchstone.observability.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HexagonRulesTest {
    private static final String FIXTURES = "dev.touchstone.observability.architecture.fixture";
    private static final JavaClasses IMPORTED = new ClassFileImporter().importPackages(FIXTURES);

    private record Breach(String fixture, Function<HexagonRules, ArchRule> rule, List<String> named) {
    }

    /** By the name of the rule. */
    private static final Map<String, Breach> BREACHES = Map.ofEntries(
            breach("everyClassBelongsToALayer", "layer", HexagonRules::everyClassBelongsToALayer, "helpers.Lost"),
            breach("domainKnowsOnlyItself", "domain", HexagonRules::domainKnowsOnlyItself, "domain.Ring", "domain.Chain"),
            breach("applicationKnowsOnlyTheDomain", "application", HexagonRules::applicationKnowsOnlyTheDomain, "service.PolishService"),
            breach("adaptersDoNotKnowEachOther", "adapters", HexagonRules::adaptersDoNotKnowEachOther, "http.RingRoutes", "persistence.Rings"),
            breach("observationKnowsOnlyPorts", "observation", HexagonRules::observationKnowsOnlyPorts, "observability.ObservedRings"),
            breach("onlyBootstrapKnowsConfiguration", "configuration", HexagonRules::onlyBootstrapKnowsConfiguration, "persistence.ConfiguredRings"),
            breach("nobodyKnowsBootstrapButMain", "bootstrap", HexagonRules::nobodyKnowsBootstrapButMain, "http.WiringRoutes"),
            breach("portsAreInterfaces", "interfaces", HexagonRules::portsAreInterfaces, "out.Rings"),
            breach("portsAreNarrow", "narrow", HexagonRules::portsAreNarrow, "out.Rings has 6 methods"),
            breach("portsReturnNothingLazy", "lazy", HexagonRules::portsReturnNothingLazy,
                    "java.util.stream.Stream", "java.util.Iterator", "java.io.InputStream", "java.util.concurrent.CompletableFuture"),
            breach("namesAreNotTechnical", "names", HexagonRules::namesAreNotTechnical, "RingImpl", "RingUtils", "RingPort", "IRing"));

    static List<Arguments> breaches() {
        return BREACHES.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue())).toList();
    }

    @Test
    void acceptsAHexagonThatKeepsAllRules() {
        new HexagonRules(FIXTURES + ".clean", IMPORTED).check();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void catchesTheClassThatBreaksTheRule(String name, Breach breach) {
        HexagonRules rules = new HexagonRules(FIXTURES + ".broken." + breach.fixture(), IMPORTED);

        Throwable failure = catchThrowable(() -> rules.check(breach.rule().apply(rules)));

        assertThat(failure).as(name).isInstanceOf(AssertionError.class);
        assertThat(failure.getMessage()).contains(breach.named());
        assertThatThrownBy(rules::check).hasMessageContaining(failure.getMessage());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaches")
    void failsWhenThereIsNothingToLookAt(String name, Breach breach) {
        HexagonRules rules = new HexagonRules(FIXTURES + ".nothing", IMPORTED);

        assertThatThrownBy(() -> rules.check(breach.rule().apply(rules)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any");
    }

    @Test
    void hasABreachForEveryRule() {
        List<String> rules = Arrays.stream(HexagonRules.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == ArchRule.class)
                .map(java.lang.reflect.Method::getName)
                .toList();

        assertThat(BREACHES.keySet()).containsExactlyInAnyOrderElementsOf(rules);
        assertThat(new HexagonRules(FIXTURES + ".clean", IMPORTED).all()).hasSameSizeAs(rules);
    }

    private static Map.Entry<String, Breach> breach(
            String name, String fixture, Function<HexagonRules, ArchRule> rule, String... named) {
        return Map.entry(name, new Breach(fixture, rule, List.of(named)));
    }
}
