package dev.touchstone.scenarios.load.gatling;

import dev.touchstone.local.token.TokenIssuer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Everybody's token, signed once and kept: it outlives the longest run. Safe for many threads. */
final class Bearers {

    private final TokenIssuer issuer;
    private final Map<String, String> headers = new ConcurrentHashMap<>();

    Bearers(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** The value of the header Authorization. */
    String of(String role, String subject) {
        return headers.computeIfAbsent(role + "/" + subject, any -> "Bearer " + issuer.token(role, subject));
    }
}
