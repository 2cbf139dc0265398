package dev.touchstone.crm.application.port.out;

class InMemorySessionsTest extends SessionsContract {
    private final InMemorySessions sessions = new InMemorySessions();

    @Override
    protected Sessions sessions() {
        return sessions;
    }

    @Override
    protected SessionCounts counts() {
        return sessions;
    }
}
