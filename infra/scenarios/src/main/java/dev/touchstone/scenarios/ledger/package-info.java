/** What became of every order, from the tables, queues and buckets themselves: an account that no service can embellish. */
package dev.touchstone.scenarios.ledger;
