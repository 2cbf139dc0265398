package dev.touchstone.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:20:30Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void takesInstantsTimesOfDayAndHowLongAgo() {
        assertThat(moment("2026-11-22T10:15:00Z")).isEqualTo("2026-11-22T10:15:00Z");
        assertThat(moment("2026-11-22T11:15:00+01:00")).isEqualTo("2026-11-22T10:15:00Z");
        assertThat(moment("11:15")).isEqualTo("2026-11-22T10:15:00Z");
        assertThat(moment("9:15:07")).isEqualTo("2026-11-22T08:15:07Z");
        assertThat(moment("90s")).isEqualTo("2026-11-22T10:19:00Z");
        assertThat(moment("10m")).isEqualTo("2026-11-22T10:10:30Z");
        assertThat(moment("pt1h")).isEqualTo("2026-11-22T09:20:30Z");
        assertThat(moment("-2d")).isEqualTo("2026-11-20T10:20:30Z");
        assertThat(moment("1795342830")).isEqualTo("2026-11-22T10:20:30Z");
        assertThat(moment("now")).isEqualTo(NOW);
    }

    @Test
    void takesATimeOfDayThatIsStillToComeForYesterdays() {
        assertThat(moment("23:00")).isEqualTo("2026-11-21T22:00:00Z");
    }

    @Test
    void refusesWhatIsNoMoment() {
        for (String text : new String[] {"", "yesterday", "25:00", "10", "10 minutes", "P", "2026-11-22"}) {
            assertThatThrownBy(() -> moment(text)).as(text).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is no moment");
        }
    }

    private static Instant moment(String text) {
        return Moments.parse(text, NOW, BERLIN);
    }
}
