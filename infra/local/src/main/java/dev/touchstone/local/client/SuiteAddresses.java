package dev.touchstone.local.client;

import java.net.URI;

/** Where a running suite listens: scheme, host and port of each API and of Prometheus. */
public record SuiteAddresses(URI shop, URI crm, URI mes, URI prometheus) {
}
