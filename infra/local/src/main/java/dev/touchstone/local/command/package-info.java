/** The command line {@code ./touchstone}: each command is a class, each failure a sentence and an exit code. */
package dev.touchstone.local.command;
