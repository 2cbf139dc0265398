package dev.touchstone.mes.domain.deadletter;

/** Id of a message. What has died may have an id of any form. */
public record LetterId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
