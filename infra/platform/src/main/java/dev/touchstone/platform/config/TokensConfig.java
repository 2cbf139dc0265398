package dev.touchstone.platform.config;

import java.net.URI;

/**
 * Whose bearer tokens are believed.
 *
 * @param jwks address of the JSON Web Key Set (RFC 7517), {@code file:} or {@code http(s):}
 */
public record TokensConfig(URI jwks, String issuer, String audience) {
    public static TokensConfig read(Settings settings) {
        return new TokensConfig(
                settings.uri("tokens.jwks"),
                settings.text("tokens.issuer", "touchstone"),
                settings.text("tokens.audience", "touchstone"));
    }
}
