/** The whole command line {@code ./touchstone}: what infra/local knows, and the commands of this module. */
package dev.touchstone.scenarios.command;
