package dev.touchstone.mes.domain.deadletter;

/** A queue of work, such as {@code conveyor.casting}. */
public record QueueName(String value) {

    @Override
    public String toString() {
        return value;
    }
}
