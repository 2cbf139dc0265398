package dev.touchstone.scenarios.report;

/** By what a cause gives itself away, with what to do about it. */
public enum Signal {
    DOWN("down", "Start it again and read the end of its log for why it ended; then see that something restarts it by itself."),
    HUNG("hung", "The process is there but does not answer: look for a pause (SIGSTOP, a frozen container, a swapping machine), take a thread dump, then restart it."),
    RESTARTED("restarted", "It ended and came back: read the end of the log before the restart, and the machine's log for an out-of-memory kill."),
    STARVED("starved", "The process is short of processor time: look what else runs on the machine, at its CPU quota, and at its garbage collection."),
    CPU_SATURATED("cpu-saturated", "The process uses all the processor time that it may: give it more processors, or run the conveyor apart from the API (mes.roles)."),
    GARBAGE_COLLECTION("garbage-collection", "It collects garbage instead of working: raise its heap or find what fills it."),
    UNREACHABLE("unreachable", "It does not answer its clients: see whether it runs, is paused or is cut off from the network; then its log."),
    SLOW("slow", "Look at what it does meanwhile (active statements, disk, processor) and at who else uses it."),
    FAILING("failing", "Read the errors in the log of the services that call it; the codes tell whether it refuses or breaks."),
    LOCKS("lock-waits", "Somebody holds a lock: pg_stat_activity with pg_blocking_pids() names the session; end it, and shorten the transaction that takes the lock."),
    CONNECTIONS("connections", "The connections are used up: pg_stat_activity by application_name shows by whom; end the idle ones and bound that client's pool."),
    POOL("pool-exhausted", "Requests wait for a connection though the database answers well: look for connections that are kept too long, then at the pool's size."),
    PORT_SLOW("port-slow", "One service alone sees this slow, others use the same resource well: look at this service's adapter, its queries and its way there."),
    ALARM("alarm", "The broker holds publishers back until it has disk or memory again: free some, or raise the limit that it watches."),
    OUTBOX("outbox-stalled", "Messages stay in the outbox though the broker takes those of others: look at this service's relay and its log."),
    UNROUTABLE("unroutable", "The broker has no queue for these messages: a binding is missing; the service that consumes them declares it when it starts."),
    NO_CONSUMERS("no-consumers", "Nobody takes from the queue: look at the subscription in the log of the service that should."),
    STAGE_SLOW("stage-slow", "This station takes longer for a piece than it did: look at its machine, or at what it computes."),
    SATURATED("saturated", "This station is the bottleneck: give it more workers or machines, or send it less."),
    STAGE_FAILING("stage-failing", "Work at this station fails and is repeated: the log names the exception."),
    SURGE("surge", "More is asked for than the suite can do: add capacity where the use of resources is highest, or slow the callers down."),
    SESSION_STORM("session-storm", "Sessions are opened far faster than orders come: look at who opens them, and bound it."),
    HEAVY_MODELS("heavy-models", "Models are far larger than usual: see who sends them, and whether such sizes are to be taken at all."),
    REJECTED("rejected-models", "Customers send models that can not be made: tell them at the upload what is wrong with theirs."),
    BAD_MESSAGES("bad-messages", "Messages that no attempt can handle lie in the dead-letter queue: look at them with ./touchstone dead-letters, then replay or discard."),
    BAD_REQUESTS("bad-requests", "Callers send what is refused: the status tells why (401: tokens that are not or no longer valid)."),
    DUPLICATES("duplicates", "Messages come twice; the inbox has kept them from having their effect twice. Only look if it lasts."),
    SLOW_ITSELF("slow-itself", "Its requests are slow though nothing that it calls is: profile the service."),
    ERRORS("errors", "It answers with errors though nothing that it calls fails: read its log.");

    private final String code;
    private final String advice;

    Signal(String code, String advice) {
        this.code = code;
        this.advice = advice;
    }

    public String code() {
        return code;
    }

    /** What to do, in a sentence. */
    public String advice() {
        return advice;
    }
}
