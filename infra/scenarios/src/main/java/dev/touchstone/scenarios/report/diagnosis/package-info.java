/** From the readings of a window to the causes: pure functions, without Prometheus. */
package dev.touchstone.scenarios.report.diagnosis;
