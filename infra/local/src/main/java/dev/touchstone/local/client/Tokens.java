package dev.touchstone.local.client;

/** Where bearer tokens come from. */
@FunctionalInterface
public interface Tokens {

    /** A signed token, valid for at least two minutes, for a subject in one role: customer, manager or operator. */
    String token(String role, String subject);
}
