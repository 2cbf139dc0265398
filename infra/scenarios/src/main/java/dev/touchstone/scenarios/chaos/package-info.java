/** Experiments: the suite under load, a fault at a moment that the seed decides, and what must be true afterwards. */
package dev.touchstone.scenarios.chaos;
