package dev.touchstone.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.touchstone.platform.config.TokensConfig;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks bearer tokens: signed JWTs (ES256 or RS256) of our issuer for our audience, against a key set that is cached and
 * fetched again when a token names an unknown key, at most every 30 s. Keys that were once seen outlive an outage of the issuer.
 */
public final class TokenVerifier {
    private static final int TIMEOUT_MILLISECONDS = 2_000;
    private static final int MAX_KEY_SET_BYTES = 50 * 1024;
    private static final int CLOCK_SKEW_SECONDS = 30;
    private static final long OUTAGE_MILLISECONDS = 4 * 60 * 60 * 1_000L;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public TokenVerifier(TokensConfig config) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), keys(config)));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                config.audience(), new JWTClaimsSet.Builder().issuer(config.issuer()).build(), Set.of("sub", "exp", "roles"));
        claims.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        processor.setJWTClaimsSetVerifier(claims);
    }

    private static JWKSource<SecurityContext> keys(TokensConfig config) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(config.jwks().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MILLISECONDS, TIMEOUT_MILLISECONDS, MAX_KEY_SET_BYTES))
                    .retrying(true)
                    .outageTolerant(OUTAGE_MILLISECONDS)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("tokens.jwks is no address that can be fetched", e);
        }
    }

    /**
     * @throws InvalidToken    when the token is malformed, expired, for somebody else or not signed by a key of ours
     * @throws KeysUnavailable when the keys were never fetched and can't be now
     */
    public Caller verify(String token) throws InvalidToken {
        JWTClaimsSet claims;
        try {
            claims = processor.process(token, null);
        } catch (ExpiredJWTException e) {
            throw new InvalidToken("The token has expired", e);
        } catch (KeySourceException e) {
            throw new KeysUnavailable(e);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new InvalidToken("The token is not valid here", e);
        }
        return new Caller(subject(claims), roles(claims));
    }

    private static String subject(JWTClaimsSet claims) throws InvalidToken {
        return Optional.ofNullable(claims.getSubject())
                .filter(subject -> !subject.isBlank() && subject.length() <= 255)
                .orElseThrow(() -> new InvalidToken("The token names no subject", null));
    }

    // Roles of other systems are none of our business.
    private static Set<Role> roles(JWTClaimsSet claims) throws InvalidToken {
        try {
            List<String> names = claims.getStringListClaim("roles");
            return names.stream().flatMap(name -> Role.of(name).stream()).collect(Collectors.toUnmodifiableSet());
        } catch (ParseException e) {
            throw new InvalidToken("The token's roles are not a list", e);
        }
    }
}
