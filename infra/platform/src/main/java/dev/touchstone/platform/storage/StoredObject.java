package dev.touchstone.platform.storage;

/** @param size in bytes */
record StoredObject(String key, long size) {
}
