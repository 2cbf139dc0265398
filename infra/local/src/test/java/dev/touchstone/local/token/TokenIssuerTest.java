package dev.touchstone.local.token;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TokenIssuerTest {

    @TempDir
    private Path folder;

    @Test
    void signsWithTheKeyThatItPublishes() throws Exception {
        TokenIssuer issuer = TokenIssuer.open(folder);

        SignedJWT token = SignedJWT.parse(issuer.token("customer", "alice"));

        JWKSet published = JWKSet.load(Path.of(issuer.jwksUri()).toFile());
        assertThat(token.verify(new ECDSAVerifier(published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("alice");
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).containsExactly("customer");
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("touchstone");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly("touchstone");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isAfter(Date.from(Instant.now()));
    }

    @Test
    void publishesNoPrivateKey() throws Exception {
        TokenIssuer issuer = TokenIssuer.open(folder);

        assertThat(JWKSet.parse(Files.readString(Path.of(issuer.jwksUri()))).containsNonPublicKeys()).isFalse();
    }

    @Test
    void keepsItsKeyFromStartToStart() throws Exception {
        String before = SignedJWT.parse(TokenIssuer.open(folder).token("customer", "alice")).getHeader().getKeyID();

        assertThat(SignedJWT.parse(TokenIssuer.open(folder).token("customer", "alice")).getHeader().getKeyID()).isEqualTo(before);
    }

    @Test
    void issuesAnExpiredTokenForTests() throws Exception {
        SignedJWT token = SignedJWT.parse(TokenIssuer.open(folder).token(List.of("manager"), "bob", Duration.ofMinutes(-5)));

        assertThat(token.getJWTClaimsSet().getExpirationTime()).isBefore(Date.from(Instant.now()));
        assertThat(token.getJWTClaimsSet().getIssueTime()).isBeforeOrEqualTo(token.getJWTClaimsSet().getExpirationTime());
    }
}
