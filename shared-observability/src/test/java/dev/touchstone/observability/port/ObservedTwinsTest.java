package dev.touchstone.observability.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.touchstone.observability.port.fixture.picky.domain.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservedTwinsTest {
    private static final String FIXTURES = "dev.touchstone.observability.port.fixture.";
    private static final String CLEAN = "dev.touchstone.observability.architecture.fixture.clean";
    private static final JavaClasses IMPORTED =
            new ClassFileImporter().importPackages("dev.touchstone.observability.port.fixture", CLEAN);

    @Test
    void acceptsTwinsThatChangeNothing() {
        new ObservedTwins(CLEAN, IMPORTED).verify();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            missing      | Rings has no observed twin
            stranger     | ObservedRings does not implement Rings
            constructor  | ObservedRings has no constructor (Rings, PortObserver)
            swapped      | ObservedRings.between hands on another argument 1
            copied       | ObservedRings.find hands on another argument 1
            result       | ObservedRings.find returns
            swallowed    | ObservedRings.add throws null where the port throws java.lang.IllegalStateException: from the port
            wrapped      | ObservedRings.add throws java.lang.RuntimeException
            twice        | ObservedRings.add is observed 2 times a call
            unseen       | ObservedRings.add is observed 0 times a call
            defaulted    | ObservedRings.addBoth calls [add, add] instead of itself once
            misnamed     | ObservedRings.add is observed as Rings.remove of memory
            unrefused    | ObservedRings.add is observed as OK instead of REFUSED
            unwired      | hands RingsInMemory unobserved to RingRoutes
            through      | hands RingsInMemory unobserved to RingRoutes
            lambda       | hands Rings unobserved to RingRoutes
            direct       | Composition.compose calls RingsInMemory.add unobserved
            unbuilt      | Bootstrap never builds
            portless     | No port in
            """)
    void catches(String fixture, String fault) {
        Throwable failure = catchThrowable(() -> new ObservedTwins(FIXTURES + fixture, IMPORTED).verify());

        assertThat(failure).isInstanceOf(AssertionError.class);
        List<String> faults = failure.getMessage().lines().toList();
        assertThat(faults.getFirst()).contains(fault);
        // Results and exceptions go the same way, so one mistake may show twice, but it shows nothing else.
        assertThat(faults).allSatisfy(other -> assertThat(other).startsWith(faults.getFirst().split(" ")[0]));
    }

    @Test
    void asksForSamplesOfTypesThatRefuseMadeUpValues() {
        Throwable failure = catchThrowable(() -> new ObservedTwins(FIXTURES + "picky", IMPORTED).verify());

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("needs a sample of " + Weight.class.getName());
    }

    @Test
    void asksForASecondSampleWhereOneCanNotTellArgumentsApart() {
        Throwable failure = catchThrowable(() ->
                new ObservedTwins(FIXTURES + "picky", IMPORTED).sample(Weight.class, new Weight("5 g")).verify());

        assertThat(failure).isInstanceOf(AssertionError.class).hasMessageContaining("needs another sample of " + Weight.class.getName());
    }

    @Test
    void takesTheSamplesItIsGiven() {
        new ObservedTwins(FIXTURES + "picky", IMPORTED).sample(Weight.class, new Weight("5 g"), new Weight("6 g")).verify();
    }
}
