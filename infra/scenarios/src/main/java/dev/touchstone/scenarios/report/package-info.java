/** {@code ./touchstone report}: what is wrong, which component causes it, what it costs, and what to fix first. docs/diagnosis.md tells the method. */
package dev.touchstone.scenarios.report;
