package dev.touchstone.shop.domain.order;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How an order came to where it stands. Milestones are kept in the order of an order's life, whatever the clocks said. */
public record Progress(Version version, List<Milestone> milestones) {
    public Progress {
        if (milestones.isEmpty()) {
            throw new IllegalArgumentException("an order has a history from its first moment");
        }
        milestones = milestones.stream().sorted(Comparator.comparing(Milestone::status)).toList();
    }

    public static Progress start(Instant at) {
        return new Progress(Version.FIRST, List.of(new Milestone(OrderStatus.SUBMITTED, at)));
    }

    public OrderStatus status() {
        return milestones.getLast().status();
    }

    /** The status before the present one; empty for an order just placed. */
    public Optional<OrderStatus> previousStatus() {
        return milestones.size() == 1 ? Optional.empty() : Optional.of(milestones.get(milestones.size() - 2).status());
    }

    public Instant createdAt() {
        return milestones.getFirst().at();
    }

    public Instant updatedAt() {
        return milestones.getLast().at();
    }

    /** @throws IllegalStateException when the state machine has no such step */
    Progress to(OrderStatus status, Instant at) {
        if (!status().next().contains(status)) {
            throw new IllegalStateException("no step leads from " + status() + " to " + status);
        }
        return new Progress(version.next(), Stream.concat(milestones.stream(), Stream.of(new Milestone(status, at))).toList());
    }

    /** Keeps the type of an order and its history from telling two stories. */
    void mustStandAt(OrderStatus status) {
        if (status() != status) {
            throw new IllegalArgumentException("the history ends at " + status() + ", not at " + status);
        }
    }
}
