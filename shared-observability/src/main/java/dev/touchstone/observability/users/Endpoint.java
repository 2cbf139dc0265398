package dev.touchstone.observability.users;

/** Where a request went: method and route template. */
public record Endpoint(String method, String route) {
}
