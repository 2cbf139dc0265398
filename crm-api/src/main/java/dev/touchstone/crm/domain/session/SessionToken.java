package dev.touchstone.crm.domain.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret that a session is known by: 256 random bits as 43 characters of unpadded base64url. Only the holder's cookie
 * carries it; what is stored is its {@link #hash()}.
 */
public record SessionToken(String secret) {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    public SessionToken {
        Objects.requireNonNull(secret, "secret");
        if (!FORM.matcher(secret).matches()) {
            throw new IllegalArgumentException("not a session token");
        }
    }

    public static SessionToken random(SecureRandom source) {
        byte[] bits = new byte[BYTES];
        source.nextBytes(bits);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Empty when the text can't be a token of ours, so that a forged cookie costs no look-up. */
    public static Optional<SessionToken> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new SessionToken(text)) : Optional.empty();
    }

    /** A fast hash is enough here: unlike a password, 256 random bits can't be guessed. */
    public SessionTokenHash hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
            return new SessionTokenHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SessionToken[secret]";
    }
}
