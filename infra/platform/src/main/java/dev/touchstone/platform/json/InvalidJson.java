package dev.touchstone.platform.json;

import java.util.List;

/** A document that is not JSON, or not of the shape that the reader wants: all faults at once. */
public final class InvalidJson extends RuntimeException {
    private final List<Fault> faults;

    InvalidJson(List<Fault> faults) {
        super(String.join("; ", faults.stream().map(fault -> fault.pointer().isEmpty() ? fault.detail() : fault.pointer() + " " + fault.detail()).toList()));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    /**
     * @param pointer JSON pointer (RFC 6901) to the value at fault; empty for the whole document
     */
    public record Fault(String pointer, String detail) {
    }
}
