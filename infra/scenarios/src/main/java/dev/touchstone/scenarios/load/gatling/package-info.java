/** What runs inside the load generator's own JVM: the virtual people, in Gatling's terms, and what they meet. */
package dev.touchstone.scenarios.load.gatling;
