package dev.touchstone.scenarios.load;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the customers, managers and operators of a run met, measured where they stand.
 *
 * @param begun      when the first of them came
 * @param ended      when the last of them left or was sent away
 * @param calls      one for each service, method and route
 * @param unexpected answers that are no fault of the service but not what the caller had to get, by call and status
 * @param misjudged  models that the conveyor rejected though they can be made, or the other way round
 * @param outcomes   what became of the orders, by what is counted
 * @param objectives events that were good and all, by the objective's name
 */
public record Result(Instant begun, Instant ended, List<Call> calls, Map<String, Long> unexpected, long misjudged,
        Map<String, Long> outcomes, Map<String, Events> objectives) {

    /**
     * @param statuses how many answers had which status; 0 stands for no answer
     * @param p50      half of the answers took at most so many milliseconds
     */
    public record Call(String service, String method, String route, long count, Map<Integer, Long> statuses, int p50, int p95, int p99, int max) {

        public long failed() {
            return statuses.entrySet().stream().filter(status -> status.getKey() == 0 || status.getKey() >= 500)
                    .mapToLong(Map.Entry::getValue).sum();
        }
    }

    public record Events(long good, long total) {
        public static final Events NONE = new Events(0, 0);

        public long bad() {
            return total - good;
        }

        public Events plus(Events other) {
            return new Events(good + other.good, total + other.total);
        }
    }
}
