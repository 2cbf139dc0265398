package dev.touchstone.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPartsTest {
    private final OpenParts open = new OpenParts();
    private final List<String> closed = new ArrayList<>();

    @Test
    void closesWhatWasOpenedLastFirstAndOnce() {
        AutoCloseable database = open.add(() -> closed.add("database"));
        open.add(() -> closed.add("server"));

        open.close();
        open.close();

        assertThat(database).isNotNull();
        assertThat(closed).containsExactly("server", "database");
    }

    @Test
    void closesEverythingEvenIfSomethingCanNotBe() {
        open.add(() -> closed.add("database"));
        open.add(() -> {
            throw new IllegalStateException("no end of the relay");
        });
        open.add(() -> {
            throw new IllegalStateException("no end of the server");
        });

        assertThatThrownBy(open::close).hasRootCauseMessage("no end of the server")
                .satisfies(failure -> assertThat(failure.getSuppressed()).extracting(Throwable::getMessage).containsExactly("no end of the relay"));
        assertThat(closed).containsExactly("database");
    }

    @Test
    void doesNotHideWhyAStartFailed() {
        open.add(() -> closed.add("database"));
        open.add(() -> {
            throw new IllegalStateException("no end");
        });
        IllegalArgumentException portTaken = new IllegalArgumentException("port taken");

        assertThatThrownBy(() -> open.orClose(() -> {
            throw portTaken;
        })).isSameAs(portTaken);
        assertThat(portTaken.getSuppressed()[0]).hasRootCauseMessage("no end");
        assertThat(closed).containsExactly("database");
    }
}
