package dev.touchstone.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlStatesTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "40001", "40P01", "53300", "55P03", "57014", "57P01", "57P03"})
    void expectsConditionsOfTheDatabaseToPass(String state) {
        assertThat(SqlStates.mayPass(new RuntimeException(new SQLException("condition", state)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "42501", "42P01", "42601", "22003", "55006", "25P02"})
    void expectsFaultsOfTheStatementToStay(String state) {
        assertThat(SqlStates.mayPass(new RuntimeException(new SQLException("fault", state)))).isFalse();
    }

    @Test
    void expectsAnExhaustedPoolToPass() {
        assertThat(SqlStates.mayPass(new RuntimeException(new SQLTransientConnectionException("no connection within 5 s")))).isTrue();
    }

    @Test
    void saysNothingOfFailuresThatAreNotOfTheDatabase() {
        assertThat(SqlStates.mayPass(new IllegalStateException("something else"))).isFalse();
    }
}
