package dev.touchstone.observability.port;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.touchstone.observability.meter.Meters;
import io.helidon.tracing.Tracer;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that every port of a service is observed, and that observing changes nothing. A service's test is
 * {@code ObservedTwins.in("dev.touchstone.shop").verify()}.
 *
 * <ul>
 *   <li>every interface of application.port has a twin adapter.observability.Observed… with the constructor (port, observer);
 *   <li>each method hands on its arguments, the result and the exception as they are, and is observed once per call, under
 *       the names of its port and itself; a result whose type is called Refused, or extends such a type, is a refusal;
 *   <li>bootstrap lets nobody touch an implementation of a port but its twin (see {@link Wiring}).
 * </ul>
 *
 * <p>Arguments and results are made up, different ones for each place. Types that refuse made-up values get
 * {@link #sample samples}.
 */
public final class ObservedTwins {
    private final String base;
    private final List<JavaClass> classes;
    private final Samples samples = new Samples();
    private final List<String> faults = new ArrayList<>();

    ObservedTwins(String base, JavaClasses imported) {
        this.base = base;
        this.classes = imported.that(JavaClass.Predicates.resideInAPackage(base + "..")).stream()
                .sorted(Comparator.comparing(JavaClass::getName))
                .toList();
    }

    /** @param basePackage of the service; its tests are left out */
    public static ObservedTwins in(String basePackage) {
        return new ObservedTwins(basePackage, new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(basePackage));
    }

    /** Values to use for a type; two or more when a method takes it twice. */
    public ObservedTwins sample(Class<?> type, Object... values) {
        samples.put(type, List.of(values));
        return this;
    }

    /** Reports all faults at once. */
    public void verify() {
        List<JavaClass> ports = classes.stream()
                .filter(type -> type.isTopLevelClass() && type.isInterface())
                .filter(type -> type.getPackageName().startsWith(base + ".application.port."))
                .toList();
        if (ports.isEmpty()) {
            faults.add("No port in " + base + ".application.port");
        }
        for (JavaClass port : ports) {
            verify(port.reflect());
        }
        faults.addAll(new Wiring(base, classes, ports).faults());
        if (!faults.isEmpty()) {
            throw new AssertionError(String.join("\n", faults));
        }
    }

    private void verify(Class<?> port) {
        String name = base + ".adapter.observability.Observed" + port.getSimpleName();
        try {
            Class<?> twin = Class.forName(name);
            if (!port.isAssignableFrom(twin)) {
                faults.add(name + " does not implement " + port.getSimpleName());
                return;
            }
            Constructor<?> constructor = twin.getDeclaredConstructor(port, PortObserver.class);
            constructor.setAccessible(true);
            for (Method method : port.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    verify(port, method, constructor);
                }
            }
        } catch (ClassNotFoundException _) {
            faults.add(port.getSimpleName() + " has no observed twin " + name);
        } catch (NoSuchMethodException _) {
            faults.add(name + " has no constructor (" + port.getSimpleName() + ", PortObserver)");
        }
    }

    private void verify(Class<?> port, Method method, Constructor<?> twin) {
        String place = "Observed" + port.getSimpleName() + "." + method.getName();
        try {
            for (Object result : samples.results(method)) {
                Answer answer = new Answer(result, null);
                call(port, method, twin, answer, place, Samples.isRefusal(result) ? Outcome.REFUSED : Outcome.OK);
            }
            call(port, method, twin, new Answer(null, new IllegalStateException("from the port")), place, Outcome.FAILED);
        } catch (Samples.Missing missing) {
            faults.add(place + ": " + missing.getMessage());
        }
    }

    private record Answer(Object result, RuntimeException failure) {
    }

    private record Call(Method method, Object[] arguments) {
    }

    private record Observation(PortCall call, Outcome outcome) {
    }

    private void call(Class<?> port, Method method, Constructor<?> twin, Answer answer, String place, Outcome expected) {
        List<Call> calls = new ArrayList<>();
        List<Observation> observations = new ArrayList<>();
        Object delegate = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, called, arguments) -> {
            calls.add(new Call(called, arguments == null ? new Object[0] : arguments));
            if (answer.failure() != null) {
                throw answer.failure();
            }
            return answer.result();
        });
        Object[] arguments = samples.arguments(method);
        Object returned = null;
        Throwable thrown = null;
        PortObserver observer = new PortObserver(
                (call, outcome, _) -> observations.add(new Observation(call, outcome)), new Meters(), Tracer.noOp());
        try {
            method.setAccessible(true);
            returned = method.invoke(twin.newInstance(delegate, observer), arguments);
        } catch (InvocationTargetException exception) {
            thrown = exception.getCause();
        } catch (ReflectiveOperationException exception) {
            faults.add(place + ": " + exception);
            return;
        }
        if (calls.size() != 1 || !sameMethod(calls.getFirst().method(), method)) {
            faults.add(place + " calls " + calls.stream().map(call -> call.method().getName()).toList() + " instead of itself once");
            return;
        }
        compare(calls.getFirst().arguments(), arguments, place);
        if (thrown != answer.failure()) {
            faults.add(place + " throws " + thrown + " where the port throws " + answer.failure());
        }
        if (!same(returned, answer.result())) {
            faults.add(place + " returns " + returned + " where the port returns " + answer.result());
        }
        compare(observations, port, method, expected, place);
    }

    private void compare(Object[] received, Object[] given, String place) {
        for (int i = 0; i < given.length; i++) {
            if (!same(received[i], given[i])) {
                faults.add(place + " hands on another argument " + (i + 1) + ": " + received[i] + " for " + given[i]);
            }
        }
    }

    private void compare(List<Observation> observations, Class<?> port, Method method, Outcome expected, String place) {
        if (observations.size() != 1) {
            faults.add(place + " is observed " + observations.size() + " times a call");
            return;
        }
        Observation observation = observations.getFirst();
        PortCall call = observation.call();
        if (!call.port().equals(port.getSimpleName()) || !call.operation().equals(method.getName()) || call.adapter().isBlank()) {
            faults.add("%s is observed as %s.%s of %s".formatted(place, call.port(), call.operation(), call.adapter()));
        }
        if (observation.outcome() != expected) {
            faults.add(place + " is observed as " + observation.outcome() + " instead of " + expected);
        }
    }

    private static boolean sameMethod(Method one, Method other) {
        return one.getName().equals(other.getName()) && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    /** The same instance; primitives are boxed on their way, so their values count. */
    private static boolean same(Object one, Object other) {
        return one == other || one != null && Samples.isBoxed(one) && one.equals(other);
    }
}
