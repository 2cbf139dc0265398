/** Faults on purpose: what stands behind a port is made slow, broken or silent while the service runs. */
package dev.touchstone.platform.chaos;
