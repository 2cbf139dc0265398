package dev.touchstone.observability.port;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who gets hold of a port's implementation in bootstrap. Followed in the byte code, for there every expression is plain: an
 * implementation (or a lambda) may go into its twin's constructor, into a local variable, and be told what is no port's
 * business ({@code start}, {@code close}). Whoever else takes it as the port or as itself would call it unobserved.
 */
final class Wiring {
    private final String bootstrap;
    private final String observability;
    private final List<JavaClass> classes;
    private final List<JavaClass> ports;
    private final Set<String> implementations;
    private final Set<String> portMethods;
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> built = new HashSet<>();

    Wiring(String base, List<JavaClass> classes, List<JavaClass> ports) {
        this.bootstrap = base + ".bootstrap";
        this.observability = base + ".adapter.observability";
        this.classes = classes;
        this.ports = ports;
        this.implementations = classes.stream()
                .filter(type -> !type.isInterface() && !type.getPackageName().startsWith(observability))
                .filter(type -> ports.stream().anyMatch(port -> type.isAssignableTo(port.getName())))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        this.portMethods = ports.stream().flatMap(port -> port.getMethods().stream())
                .map(method -> method.getName()).collect(Collectors.toSet());
    }

    List<String> faults() {
        classes.stream().filter(type -> type.getPackageName().startsWith(bootstrap)).forEach(this::read);
        for (JavaClass port : ports) {
            String twin = observability + ".Observed" + port.getSimpleName();
            boolean exists = classes.stream().anyMatch(type -> type.getName().equals(twin));
            if (exists && !built.contains(twin)) {
                faults.add("Bootstrap never builds " + twin);
            }
        }
        return new ArrayList<>(faults);
    }

    private void read(JavaClass type) {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = Wiring.class.getResourceAsStream(file)) {
            ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
            for (MethodModel method : model.methods()) {
                if (method.code().isPresent()) {
                    new MethodReading(this, type.getName(), method).run();
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Whether instances of this static type have to be followed. */
    boolean isImplementation(ClassDesc type) {
        return implementations.contains(name(type));
    }

    boolean isPort(ClassDesc type) {
        return ports.stream().anyMatch(port -> port.getName().equals(name(type)));
    }

    void constructed(ClassDesc type) {
        built.add(name(type));
    }

    /** An implementation goes to the taker as a value of the given type. */
    void handed(String where, ClassDesc value, ClassDesc taker, ClassDesc as) {
        boolean toItsTwin = name(taker).startsWith(observability + ".Observed") && isPort(as);
        if (!toItsTwin && (isPort(as) || isImplementation(as))) {
            faults.add("%s hands %s unobserved to %s".formatted(where, value.displayName(), taker.displayName()));
        }
    }

    /** A method of an implementation is called or referred to. */
    void called(String where, ClassDesc value, String method) {
        if (portMethods.contains(method)) {
            faults.add("%s calls %s.%s unobserved".formatted(where, value.displayName(), method));
        }
    }

    private static String name(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface() ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.') : "";
    }
}
