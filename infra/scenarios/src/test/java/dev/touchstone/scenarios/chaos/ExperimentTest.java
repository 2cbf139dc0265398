package dev.touchstone.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
    private static final Project PROJECT = Project.find();
    private static final List<Experiment> ALL = Experiment.all(PROJECT.file("infra/scenarios/experiments"));
    private static final String SOUND = """
            title: "A shop that blinks"
            steady:
              - query: up
                least: 1
            moment: {from: 2s, to: 9s}
            lasting: 20s
            fault: {kind: kill, server: shop-api}
            alert:
              name: ServiceDown
              within: 45s
            cause: shop-api
            recovery: 60s
            """;

    @TempDir
    private Path folder;

    @Test
    void thereAreAtLeastTwelve() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void eachWaitsForAnAlertThatThereIs() throws IOException {
        String alerts = Files.readString(PROJECT.file("prometheus/rules/alerts.yml"));
        ALL.forEach(experiment -> experiment.alert().ifPresent(alert ->
                assertThat(alerts).as(experiment.name()).contains("- alert: " + alert.name() + "\n")));
    }

    @Test
    void eachHasSomethingToBeSteadyAndIsOverInTwoMinutesAndAHalf() {
        assertThat(ALL).allSatisfy(experiment -> {
            assertThat(experiment.steady()).isNotEmpty();
            assertThat(experiment.moment().to().plus(experiment.lasting())).isLessThanOrEqualTo(Duration.ofSeconds(90));
            assertThat(experiment.recovery()).isLessThanOrEqualTo(Duration.ofMinutes(2));
        });
    }

    @Test
    void theSeedDecidesTheMoment() throws IOException {
        Experiment experiment = read(SOUND);

        assertThat(experiment.moment(7)).isEqualTo(experiment.moment(7));
        List<Duration> moments = LongStream.range(0, 50).mapToObj(experiment::moment).toList();
        assertThat(moments).allMatch(moment -> moment.compareTo(Duration.ofSeconds(2)) >= 0 && moment.compareTo(Duration.ofSeconds(9)) <= 0);
        assertThat(moments.stream().distinct()).hasSizeGreaterThan(40);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> read(SOUND + "colour: blue\n")).hasMessageContaining("nothing knows the key colour");
        assertThatThrownBy(() -> read(SOUND.replace("kind: kill", "kind: flood"))).hasMessageContaining("no fault of the kind flood");
        assertThatThrownBy(() -> read(SOUND.replace("server: shop-api", "service: shop-api"))).hasMessageContaining("server is missing");
        assertThatThrownBy(() -> read(SOUND.replace("recovery: 60s\n", ""))).hasMessageContaining("recovery is missing");
        assertThatThrownBy(() -> read(SOUND.replace("cause: shop-api", "cause: weather"))).hasMessageContaining("no component weather");
    }

    @Test
    void onlyToCutAServerOffTakesContainers() {
        assertThat(ALL).filteredOn(Experiment::needsNetworks).extracting(Experiment::name).isNotEmpty().allMatch(name -> name.startsWith("disconnect-"));
        assertThat(ALL).filteredOn(experiment -> experiment.name().startsWith("disconnect-")).allMatch(Experiment::needsNetworks);
    }

    private Experiment read(String yaml) throws IOException {
        return Experiment.read(Files.writeString(folder.resolve("blink.yml"), yaml));
    }
}
