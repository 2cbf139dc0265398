package dev.touchstone.crm.application.port.in;

/** Forgets the sessions that are over; they are refused with or without it. */
public interface PurgeExpiredSessions {
    /** @return how many were forgotten */
    int purge();
}
