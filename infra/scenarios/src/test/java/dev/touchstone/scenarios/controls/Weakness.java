package dev.touchstone.scenarios.controls;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Function;

import static java.lang.classfile.MethodTransform.transformingCode;

/** What is taken away from a service's messaging, by changing its byte code while it is loaded: the sources have no switch for it. */
public enum Weakness {
    /** The inbox notes messages, and lets them have their effect every time all the same. */
    FORGETFUL_INBOX("Inbox", Weakness::forget),
    /** The broker may throw away what no queue wants. */
    NOT_MANDATORY("ConfirmedPublisher", Weakness::publishWithoutMandatory),
    /** What is written to the broker's connection counts as confirmed. */
    UNCONFIRMED("ConfirmedPublisher", Weakness::believeEveryPublish),
    /** Not a fault: a second relay works on the outbox, as in a second process of the service. */
    SECOND_RELAY("OutboxRelay", Weakness::relayTwice),
    /**
     * Relays don't lock what they take. The whole clause goes: {@code FOR UPDATE} alone would be as safe, since PostgreSQL looks at a
     * row again when it has waited for it, only slower.
     */
    UNLOCKED_ROWS("OutboxRelay", Weakness::takeWithoutLock);

    private static final String MESSAGING = "dev/touchstone/platform/messaging/";
    private static final ClassDesc FATE = ClassDesc.ofInternalName(MESSAGING + "ConfirmedPublisher$Fate");
    private static final ClassDesc FUTURE = ClassDesc.of("java.util.concurrent.CompletableFuture");

    private final String type;
    private final Function<Runnable, ClassTransform> change;

    /** @param change is told of each place that it has changed */
    Weakness(String type, Function<Runnable, ClassTransform> change) {
        this.type = type;
        this.change = change;
    }

    /** Internal name of the class that it changes. */
    String type() {
        return MESSAGING + type;
    }

    /** @throws IllegalStateException when the class is no longer as this weakness knows it */
    byte[] applyTo(byte[] original) {
        int[] places = {0};
        ClassFile classFile = ClassFile.of();
        byte[] weakened = classFile.transformClass(classFile.parse(original), change.apply(() -> places[0]++));
        if (places[0] == 0) {
            throw new IllegalStateException("nothing in " + type() + " could be changed");
        }
        return weakened;
    }

    private static ClassTransform forget(Runnable changed) {
        CodeTransform neverSeen = (code, element) -> {
            if (element instanceof ReturnInstruction) {
                code.pop().iconst_0();
                changed.run();
            }
            code.with(element);
        };
        CodeTransform alwaysNew = (code, element) -> {
            code.with(element);
            if (element instanceof InvokeInstruction call && call.name().equalsString("execute")) {
                // However many rows were inserted: one.
                code.pop().iconst_1();
                changed.run();
            }
        };
        return (type, element) -> {
            switch (element) {
                case MethodModel method when method.methodName().equalsString("seen") -> type.transformMethod(method, transformingCode(neverSeen));
                case MethodModel method when method.methodName().stringValue().startsWith("lambda$once$") ->
                        type.transformMethod(method, transformingCode(alwaysNew));
                default -> type.with(element);
            }
        };
    }

    private static ClassTransform publishWithoutMandatory(Runnable changed) {
        return in("publish", (code, element) -> {
            if (element instanceof ConstantInstruction constant && constant.opcode() == Opcode.ICONST_1) {
                code.iconst_0();
                changed.run();
            } else {
                code.with(element);
            }
        });
    }

    private static ClassTransform believeEveryPublish(Runnable changed) {
        return in("publish", (code, element) -> {
            if (element instanceof ReturnInstruction) {
                code.dup().getstatic(FATE, "CONFIRMED", FATE)
                        .invokevirtual(FUTURE, "complete", MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object)).pop();
                changed.run();
            }
            code.with(element);
        });
    }

    private static ClassTransform relayTwice(Runnable changed) {
        return in("run", new CodeTransform() {
            @Override
            public void atStart(CodeBuilder code) {
                code.aload(0).invokestatic(ClassDesc.of(WeakeningAgent.class.getName()), "runOnceMore",
                        MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object));
                changed.run();
            }

            @Override
            public void accept(CodeBuilder code, CodeElement element) {
                code.with(element);
            }
        });
    }

    private static ClassTransform takeWithoutLock(Runnable changed) {
        return in("take", (code, element) -> {
            if (element instanceof ConstantInstruction constant && constant.constantValue() instanceof String sql && sql.contains("FOR UPDATE SKIP LOCKED")) {
                code.loadConstant(sql.replace("FOR UPDATE SKIP LOCKED", ""));
                changed.run();
            } else {
                code.with(element);
            }
        });
    }

    private static ClassTransform in(String method, CodeTransform change) {
        return ClassTransform.transformingMethodBodies(model -> model.methodName().equalsString(method), change);
    }
}
