/** Positive controls: what the ledger says of a suite that lacks one of its guards. */
package dev.touchstone.scenarios.controls;
