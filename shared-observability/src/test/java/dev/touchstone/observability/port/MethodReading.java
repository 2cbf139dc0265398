package dev.touchstone.observability.port;

import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/**
 * Walks through one method once, from top to bottom, with the static type of each value on the operand stack: enough to see
 * where the implementations of ports go. At a label the stack is what the jump brought there.
 */
final class MethodReading {
    private static final Value OTHER = new Value(ConstantDescs.CD_Object, false);

    private final Wiring wiring;
    private final MethodModel method;
    private final String where;
    private final Map<Integer, Value> locals = new HashMap<>();
    private final Map<Label, Deque<Value>> atLabels = new HashMap<>();
    private Deque<Value> stack = new ArrayDeque<>();

    /** @param unobserved whether it is an implementation of a port that no twin surrounds */
    private record Value(ClassDesc type, boolean unobserved) {
    }

    MethodReading(Wiring wiring, String owner, MethodModel method) {
        this.wiring = wiring;
        this.method = method;
        this.where = owner.substring(owner.lastIndexOf('.') + 1) + "." + method.methodName().stringValue();
    }

    void run() {
        int slot = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
        for (ClassDesc parameter : method.methodTypeSymbol().parameterList()) {
            locals.put(slot, value(parameter));
            slot += TypeKind.from(parameter).slotSize();
        }
        method.code().orElseThrow().forEach(this::step);
    }

    private void step(CodeElement element) {
        switch (element) {
            case ExceptionCatch handler -> atLabels.put(handler.handler(), new ArrayDeque<>(List.of(OTHER)));
            case LabelTarget target -> arrive(target.label());
            case LoadInstruction load ->
                    push(load.typeKind() == TypeKind.REFERENCE ? locals.getOrDefault(load.slot(), OTHER) : OTHER);
            case StoreInstruction store -> locals.put(store.slot(), pop());
            case ConstantInstruction _ -> push(OTHER);
            case NewObjectInstruction object -> push(value(object.className().asSymbol()));
            case InvokeInstruction invoke -> invoke(invoke);
            case InvokeDynamicInstruction invoke -> invokeDynamic(invoke);
            case FieldInstruction field -> field(field);
            case ReturnInstruction end -> end(end);
            case ThrowInstruction _ -> stack.clear();
            case BranchInstruction branch -> branch(branch);
            case TableSwitchInstruction choice -> choose(choice.defaultTarget(), choice.cases());
            case LookupSwitchInstruction choice -> choose(choice.defaultTarget(), choice.cases());
            case StackInstruction change -> change(change.opcode());
            case TypeCheckInstruction check when check.opcode() == Opcode.CHECKCAST -> { }
            case TypeCheckInstruction _ -> replace(1);
            case OperatorInstruction operator -> replace(isUnary(operator.opcode()) ? 1 : 2);
            case ConvertInstruction _, NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> replace(1);
            case NewMultiArrayInstruction array -> replace(array.dimensions());
            case ArrayLoadInstruction _ -> replace(2);
            case ArrayStoreInstruction _ -> drop(3);
            case MonitorInstruction _ -> drop(1);
            default -> { }
        }
    }

    private void invoke(InvokeInstruction invoke) {
        MethodTypeDesc type = invoke.typeSymbol();
        ClassDesc owner = invoke.owner().asSymbol();
        String name = invoke.name().stringValue();
        AtomicReference<ClassDesc> handedThrough = new AtomicReference<>();
        takeArguments(type, (value, as) -> {
            wiring.handed(where, value, owner, as);
            if (as.equals(type.returnType())) {
                handedThrough.set(value);
            }
        });
        if (invoke.opcode() != Opcode.INVOKESTATIC) {
            Value receiver = pop();
            if (receiver.unobserved() && !name.equals("<init>")) {
                wiring.called(where, receiver.type(), name);
            }
        }
        if (name.equals("<init>")) {
            wiring.constructed(owner);
        }
        // What takes an implementation as what it returns may return that very implementation, or something around it.
        give(handedThrough.get() == null ? value(type.returnType()) : new Value(handedThrough.get(), true));
    }

    /** A lambda or a method reference. One that is a port itself is as unobserved as a class would be. */
    private void invokeDynamic(InvokeDynamicInstruction invoke) {
        MethodTypeDesc type = invoke.typeSymbol();
        takeArguments(type, (value, _) -> invoke.bootstrapArgs().stream()
                .filter(DirectMethodHandleDesc.class::isInstance)
                .map(DirectMethodHandleDesc.class::cast)
                .filter(handle -> !handle.methodName().startsWith("lambda$"))
                .forEach(handle -> wiring.called(where, value, handle.methodName())));
        give(new Value(type.returnType(), wiring.isPort(type.returnType())));
    }

    private void field(FieldInstruction field) {
        boolean put = field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.PUTSTATIC;
        if (put) {
            Value value = pop();
            if (value.unobserved()) {
                wiring.handed(where, value.type(), field.owner().asSymbol(), field.typeSymbol());
            }
        }
        if (field.opcode() == Opcode.PUTFIELD || field.opcode() == Opcode.GETFIELD) {
            pop();
        }
        if (!put) {
            push(value(field.typeSymbol()));
        }
    }

    private void end(ReturnInstruction end) {
        if (end.typeKind() != TypeKind.VOID) {
            Value value = pop();
            if (value.unobserved()) {
                ClassDesc as = method.methodTypeSymbol().returnType();
                wiring.handed(where, value.type(), as, as);
            }
        }
        stack.clear();
    }

    private void branch(BranchInstruction branch) {
        drop(switch (branch.opcode()) {
            case GOTO, GOTO_W -> 0;
            case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE, IFNULL, IFNONNULL -> 1;
            default -> 2;
        });
        jump(branch.target());
        if (branch.opcode() == Opcode.GOTO || branch.opcode() == Opcode.GOTO_W) {
            stack.clear();
        }
    }

    private void choose(Label otherwise, List<SwitchCase> cases) {
        drop(1);
        jump(otherwise);
        cases.forEach(one -> jump(one.target()));
        stack.clear();
    }

    private void jump(Label target) {
        atLabels.merge(target, new ArrayDeque<>(stack), MethodReading::either);
    }

    private void arrive(Label label) {
        stack = either(atLabels.getOrDefault(label, new ArrayDeque<>()), stack);
    }

    /** Where two ways meet, what is unobserved on either of them is unobserved. */
    private static Deque<Value> either(Deque<Value> one, Deque<Value> other) {
        if (one.size() != other.size()) {
            return one.size() > other.size() ? one : other;
        }
        Deque<Value> merged = new ArrayDeque<>();
        Iterator<Value> others = other.iterator();
        for (Value value : one) {
            Value alternative = others.next();
            merged.addLast(alternative.unobserved() ? alternative : value);
        }
        return merged;
    }

    private void change(Opcode opcode) {
        switch (opcode) {
            case POP -> pop();
            case DUP -> push(stack.isEmpty() ? OTHER : stack.peek());
            case DUP_X1 -> {
                Value top = pop();
                Value below = pop();
                push(top);
                push(below);
                push(top);
            }
            // The rest serves long values and compound assignments, which wiring has no use for.
            default -> { }
        }
    }

    private void takeArguments(MethodTypeDesc type, BiConsumer<ClassDesc, ClassDesc> taken) {
        for (int i = type.parameterCount() - 1; i >= 0; i--) {
            Value value = pop();
            if (value.unobserved()) {
                taken.accept(value.type(), type.parameterType(i));
            }
        }
    }

    private void give(Value value) {
        if (!value.type().equals(ConstantDescs.CD_void)) {
            push(value);
        }
    }

    private Value value(ClassDesc type) {
        return new Value(type, wiring.isImplementation(type));
    }

    private void replace(int count) {
        drop(count);
        push(OTHER);
    }

    private void drop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    private void push(Value value) {
        stack.push(value);
    }

    private Value pop() {
        return stack.isEmpty() ? OTHER : stack.pop();
    }

    private static boolean isUnary(Opcode opcode) {
        return switch (opcode) {
            case INEG, LNEG, FNEG, DNEG, ARRAYLENGTH -> true;
            default -> false;
        };
    }
}
