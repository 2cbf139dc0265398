package dev.touchstone.crm.domain.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void carriesTwoHundredAndFiftySixBits() {
        assertThat(Base64.getUrlDecoder().decode(SessionToken.random(random).secret())).hasSize(256 / 8);
    }

    @Test
    void isNewEachTime() {
        Set<SessionToken> tokens = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(SessionToken.random(random));
        }
        assertThat(tokens).hasSize(1_000);
    }

    @Test
    void isReadBackFromItsText() {
        SessionToken token = SessionToken.random(random);

        assertThat(SessionToken.parse(token.secret())).contains(token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "' or true --aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void isNotReadFromAnythingElse(String text) {
        assertThat(SessionToken.parse(text)).isEmpty();
    }

    @Test
    void isHashedWithSha256() {
        // printf 'AAAA…' (43 times) | sha256sum
        assertThat(new SessionToken("A".repeat(43)).hash().hex())
                .isEqualTo("0f007385b6f9d4b7eeb2748605afe1a984a0a3bfa3f014d09e2a784ce9e5cd1a");
    }

    @Test
    void doesNotShowItsSecretInText() {
        SessionToken token = SessionToken.random(random);

        assertThat(token.toString()).doesNotContain(token.secret());
    }
}
