/** The suite as its users see it: customers, managers and operators over HTTP, and what Prometheus knows about it all. */
package dev.touchstone.local.client;
