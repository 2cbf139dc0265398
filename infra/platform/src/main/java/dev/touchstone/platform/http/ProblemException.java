package dev.touchstone.platform.http;

import io.helidon.http.Header;
import java.util.List;

/** Ends the handling of a request with a problem; for faults of the request itself, not for refusals of the domain. */
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;
    private final transient List<Header> headers;

    public ProblemException(Problem problem, Header... headers) {
        super(problem.detail());
        this.problem = problem;
        this.headers = List.of(headers);
    }

    public Problem problem() {
        return problem;
    }

    /** To be sent with the problem. */
    public List<Header> headers() {
        return headers;
    }
}
