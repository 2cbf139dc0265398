package dev.touchstone.scenarios.report.window;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Some of the moments of a timeline. Never changes. */
public final class Mask {
    private final BitSet moments;
    private final int size;

    private Mask(BitSet moments, int size) {
        this.moments = moments;
        this.size = size;
    }

    public static Mask none(int size) {
        return new Mask(new BitSet(size), size);
    }

    public static Mask of(int size, IntPredicate moment) {
        BitSet moments = new BitSet(size);
        for (int i = 0; i < size; i++) {
            moments.set(i, moment.test(i));
        }
        return new Mask(moments, size);
    }

    public boolean at(int index) {
        return moments.get(index);
    }

    public int count() {
        return moments.cardinality();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return moments.isEmpty();
    }

    /** -1 when empty. */
    public int first() {
        return moments.nextSetBit(0);
    }

    /** -1 when empty. */
    public int last() {
        return moments.length() - 1;
    }

    public Mask and(Mask other) {
        BitSet both = (BitSet) moments.clone();
        both.and(other.moments);
        return new Mask(both, size);
    }

    public Mask or(Mask other) {
        BitSet either = (BitSet) moments.clone();
        either.or(other.moments);
        return new Mask(either, size);
    }

    public Mask without(Mask other) {
        BitSet rest = (BitSet) moments.clone();
        rest.andNot(other.moments);
        return new Mask(rest, size);
    }

    public Mask from(int index) {
        return of(size, i -> i >= index && at(i));
    }

    public boolean intersects(Mask other) {
        return moments.intersects(other.moments);
    }

    /** With so many moments more before and after each stretch. */
    public Mask widened(int before, int after) {
        BitSet wider = new BitSet(size);
        for (int i = moments.nextSetBit(0); i >= 0; i = moments.nextSetBit(i + 1)) {
            wider.set(Math.max(0, i - before), Math.min(size, i + after + 1));
        }
        return new Mask(wider, size);
    }

    /** Without stretches that are shorter than {@code shortest} once gaps of up to {@code gap} moments are filled. */
    public Mask steady(int shortest, int gap) {
        BitSet filled = (BitSet) moments.clone();
        int end = moments.nextClearBit(Math.max(0, moments.nextSetBit(0)));
        while (end < size) {
            int next = moments.nextSetBit(end);
            if (next < 0) {
                break;
            }
            if (next - end <= gap) {
                filled.set(end, next);
            }
            end = moments.nextClearBit(next);
        }
        BitSet lasting = new BitSet(size);
        for (int begin = filled.nextSetBit(0); begin >= 0; begin = filled.nextSetBit(filled.nextClearBit(begin))) {
            int stop = filled.nextClearBit(begin);
            if (stop - begin >= shortest) {
                lasting.set(begin, stop);
            }
            if (stop >= size) {
                break;
            }
        }
        return new Mask(lasting, size);
    }

    /** Each run of moments without a gap, in order. */
    public List<Mask> stretches() {
        List<Mask> stretches = new ArrayList<>();
        for (int begin = moments.nextSetBit(0); begin >= 0; ) {
            int from = begin;
            int end = moments.nextClearBit(begin);
            stretches.add(of(size, i -> i >= from && i < end));
            begin = moments.nextSetBit(end);
        }
        return stretches;
    }

    /** Part of these moments that are also the other's; 0 when empty. */
    public double within(Mask other) {
        return isEmpty() ? 0 : (double) and(other).count() / count();
    }

    /** Sum of the values at these moments. */
    public double sum(double[] values) {
        double sum = 0;
        for (int i = moments.nextSetBit(0); i >= 0; i = moments.nextSetBit(i + 1)) {
            sum += Double.isNaN(values[i]) ? 0 : values[i];
        }
        return sum;
    }

    /** Largest of the values at these moments; 0 when there is none. */
    public double max(double[] values) {
        double max = 0;
        for (int i = moments.nextSetBit(0); i >= 0; i = moments.nextSetBit(i + 1)) {
            max = Double.isNaN(values[i]) ? max : Math.max(max, values[i]);
        }
        return max;
    }
}
