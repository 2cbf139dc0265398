package dev.touchstone.local.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.touchstone.local.runtime.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * Stands in for the identity provider that a shop has: signs bearer tokens (ES256) with a key made at the first start, and
 * publishes the public half as a key set for the services to check them against.
 */
public final class TokenIssuer {

    public static final String ISSUER = "touchstone";
    public static final String AUDIENCE = "touchstone";
    private static final Duration VALIDITY = Duration.ofHours(12);

    private final ECKey key;
    private final Path keySet;

    private TokenIssuer(ECKey key, Path keySet) {
        this.key = key;
        this.keySet = keySet;
    }

    /**
     * The issuer whose key lies in the folder; a key is made when there is none. A folder that is complete is not written to.
     *
     * @param folder gets {@code signing-key.json}, for its owner only, and {@code jwks.json}
     */
    public static TokenIssuer open(Path folder) {
        Path keyFile = Folders.make(folder).resolve("signing-key.json");
        Path keySet = folder.resolve("jwks.json");
        try {
            if (!Files.exists(keyFile)) {
                ECKey fresh = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.ES256)
                        .keyIDFromThumbprint(true).generate();
                Folders.writePrivately(keyFile, fresh.toJSONString());
            }
            ECKey key = ECKey.parse(Files.readString(keyFile));
            String published = new JWKSet(key).toString(true);
            if (!Files.exists(keySet) || !Files.readString(keySet).equals(published)) {
                Folders.writePrivately(keySet, published);
            }
            return new TokenIssuer(key, keySet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(keyFile + " holds no signing key: remove it to have a new one made", e);
        }
    }

    /** Where services find the public keys. */
    public URI jwksUri() {
        return keySet.toUri();
    }

    /**
     * A token that is valid from now on for twelve hours.
     *
     * @param role {@code customer}, {@code manager} or {@code operator}
     */
    public String token(String role, String subject) {
        return token(List.of(role), subject, VALIDITY);
    }

    /** @param validity may be negative: the token has then expired already */
    public String token(List<String> roles, String subject, Duration validity) {
        Instant now = Instant.now();
        Instant expires = now.plus(validity);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("roles", roles)
                .issueTime(Date.from(now.isBefore(expires) ? now : expires))
                .expirationTime(Date.from(expires))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).type(JOSEObjectType.JWT).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
