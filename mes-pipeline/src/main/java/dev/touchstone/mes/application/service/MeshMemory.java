package dev.touchstone.mes.application.service;

import dev.touchstone.mes.application.TechnicalFailure;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds the heap that models take at a time, whatever the number of workers: those that do not fit wait, in the order in which they came.
 *
 * <p>Reckons with {@value #BYTES_PER_FILE_BYTE} bytes of heap for each byte of a file, which is what inspection holds of a binary STL at
 * its peak; text takes less.
 */
public final class MeshMemory {

    private static final double BYTES_PER_FILE_BYTE = 2.1;
    private static final int MEBIBYTE = 1024 * 1024;

    private final int mebibytes;
    private final Semaphore free;

    /** @param mebibytes so much at a time; a model that needs more takes all of it, and works alone */
    public MeshMemory(int mebibytes) {
        this.mebibytes = mebibytes;
        this.free = new Semaphore(mebibytes, true);
    }

    /** @throws TechnicalFailure STOPPED when the thread is interrupted while it waits */
    <T> T reserve(long fileBytes, Supplier<T> work) {
        int share = Math.clamp((long) Math.ceil(fileBytes * BYTES_PER_FILE_BYTE / MEBIBYTE), 1, mebibytes);
        try {
            free.acquire(share);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TechnicalFailure(TechnicalFailure.Code.STOPPED, "stopped while waiting for memory", e);
        }
        try {
            return work.get();
        } finally {
            free.release(share);
        }
    }
}
