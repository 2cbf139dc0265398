package dev.touchstone.local.stack;

import java.util.EnumMap;
import java.util.Map;

/** The number of each port of a stack. */
public record Ports(Map<StackPort, Integer> numbers) {

    private static final int LARGEST = 65_535;

    public Ports {
        numbers = Map.copyOf(numbers);
    }

    /**
     * The usual ports, each moved up.
     *
     * @throws IllegalArgumentException when one would leave the range of ports
     */
    public static Ports shifted(int offset) {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            int number = port.number() + offset;
            if (number < 1 || number > LARGEST) {
                throw new IllegalArgumentException("port offset " + offset + " moves " + port + " to " + number);
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    /** Ports that nobody listens on now. */
    public static Ports free() {
        FreePorts free = new FreePorts();
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            numbers.put(port, free.next());
        }
        return new Ports(numbers);
    }

    public int of(StackPort port) {
        return numbers.get(port);
    }
}
