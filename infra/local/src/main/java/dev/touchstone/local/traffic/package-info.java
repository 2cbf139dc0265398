/** The people who keep a demonstration of the suite busy, from the upload of a model to the closed order. */
package dev.touchstone.local.traffic;
