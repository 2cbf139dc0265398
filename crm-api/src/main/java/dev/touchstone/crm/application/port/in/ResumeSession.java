package dev.touchstone.crm.application.port.in;

import dev.touchstone.crm.domain.session.ActiveSession;
import dev.touchstone.crm.domain.session.SessionToken;

/** Recognises the holder of a session by its token; counts as a use, which puts off the idle timeout. */
public interface ResumeSession {
    Outcome resume(Command command);

    record Command(SessionToken token) {}

    sealed interface Outcome permits Resumed, Refused {}

    record Resumed(ActiveSession session) implements Outcome {}

    sealed interface Refused extends Outcome permits UnknownSession, SessionExpired {}

    /** Never opened, closed, or expired so long ago that it has been purged. */
    record UnknownSession() implements Refused {}

    record SessionExpired() implements Refused {}
}
