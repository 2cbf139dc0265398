package dev.touchstone.observability.users;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts of the users without a seat, in fixed memory: the counters of Space-Saving (Metwally, Agrawal, El Abbadi:
 * Efficient Computation of Frequent and Top-k Elements in Data Streams, 2005) in a binary heap with the least on top. A new
 * user takes over the least counter, so a count is never too low and too high by the least count at most.
 */
final class WaitingList {
    private final Map<String, Entry> entries;
    private final Entry[] heap;
    private int size;

    private static final class Entry {
        private String user;
        private long count;
        private int index;
    }

    WaitingList(int capacity) {
        entries = HashMap.newHashMap(capacity);
        heap = new Entry[capacity];
    }

    /** Counts one more request of the user. @return its count now */
    long add(String user) {
        Entry entry = entries.get(user);
        if (entry == null) {
            entry = size < heap.length ? append() : heap[0];
            rename(entry, user);
        }
        entry.count++;
        sink(entry);
        return entry.count;
    }

    /** Puts a user with its count in the place of one who leaves. */
    void replace(String leaving, String entering, long count) {
        Entry entry = entries.get(leaving);
        rename(entry, entering);
        entry.count = count;
        sink(entry);
        rise(entry);
    }

    void age() {
        // Halving keeps the order of the heap.
        Arrays.stream(heap, 0, size).forEach(entry -> entry.count /= 2);
    }

    int size() {
        return size;
    }

    private Entry append() {
        Entry entry = new Entry();
        entry.index = size;
        heap[size++] = entry;
        rise(entry);
        return entry;
    }

    private void rename(Entry entry, String user) {
        entries.remove(entry.user);
        entry.user = user;
        entries.put(user, entry);
    }

    private void sink(Entry entry) {
        while (true) {
            int least = 2 * entry.index + 1;
            if (least + 1 < size && heap[least + 1].count < heap[least].count) {
                least++;
            }
            if (least >= size || heap[least].count >= entry.count) {
                return;
            }
            swap(entry, heap[least]);
        }
    }

    private void rise(Entry entry) {
        while (entry.index > 0 && heap[(entry.index - 1) / 2].count > entry.count) {
            swap(entry, heap[(entry.index - 1) / 2]);
        }
    }

    private void swap(Entry one, Entry other) {
        int index = one.index;
        one.index = other.index;
        other.index = index;
        heap[one.index] = one;
        heap[other.index] = other;
    }
}
