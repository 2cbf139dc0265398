package dev.touchstone.crm.adapter.observability;

import dev.touchstone.crm.application.port.in.ResumeSession;
import dev.touchstone.observability.port.PortObserver;

public final class ObservedResumeSession implements ResumeSession {
    private final ResumeSession resumeSession;
    private final PortObserver observer;

    public ObservedResumeSession(ResumeSession resumeSession, PortObserver observer) {
        this.resumeSession = resumeSession;
        this.observer = observer;
    }

    @Override
    public Outcome resume(Command command) {
        return observer.call(CrmCall.RESUME_SESSION_RESUME, () -> resumeSession.resume(command), outcome -> outcome instanceof Refused);
    }
}
