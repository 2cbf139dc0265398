package dev.touchstone.local.client;

/** A service answered with an error. */
public final class RequestRefused extends SuiteFailure {

    private final transient Problem problem;

    RequestRefused(String call, Problem problem) {
        super("%s: %d %s".formatted(call, problem.status(), problem.describe()), null);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public int status() {
        return problem.status();
    }

    @Override
    public boolean passing() {
        return problem.status() >= 500;
    }
}
