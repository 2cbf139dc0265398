/** Jewellery made by formula, so that the suite has real models of known volume without shipping a file. */
package dev.touchstone.local.models;
