package dev.touchstone.local.client;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Carries a subject's token in every request and asks for a new one before the old runs out. */
final class Bearer implements UnaryOperator<HttpRequest.Builder> {

    private static final long RENEWAL_NANOS = Duration.ofMinutes(1).toNanos();

    private record Issued(String token, long at) {
    }

    private final Tokens tokens;
    private final String role;
    private final String subject;
    private volatile Issued issued;

    Bearer(Tokens tokens, String role, String subject) {
        this.tokens = tokens;
        this.role = role;
        this.subject = subject;
    }

    @Override
    public HttpRequest.Builder apply(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token());
    }

    private String token() {
        Issued current = issued;
        if (current == null || System.nanoTime() - current.at() > RENEWAL_NANOS) {
            current = new Issued(tokens.token(role, subject), System.nanoTime());
            issued = current;
        }
        return current.token();
    }
}
