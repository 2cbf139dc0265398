package dev.touchstone.observability.port;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Made-up values, a new one each time: of the common types, records, enums, interfaces and whatever was given. */
final class Samples {
    private static final Set<Class<?>> BOXES = Set.of(Boolean.class, Byte.class, Short.class, Character.class, Integer.class,
            Long.class, Float.class, Double.class);

    private final Map<Class<?>, List<?>> given = new HashMap<>();
    private final Map<Class<?>, Integer> used = new HashMap<>();
    private int number = 1;

    /** No value of a type can be made up. */
    static final class Missing extends RuntimeException {
        Missing(String message) {
            super(message);
        }
    }

    void put(Class<?> type, List<?> values) {
        given.put(type, values);
    }

    static boolean isBoxed(Object value) {
        return BOXES.contains(value.getClass());
    }

    /** Whether a type called Refused is above the value's class. */
    static boolean isRefusal(Object value) {
        return value != null && isRefusal(value.getClass());
    }

    private static boolean isRefusal(Class<?> type) {
        return type != null && (type.getSimpleName().equals("Refused") || isRefusal(type.getSuperclass())
                || Arrays.stream(type.getInterfaces()).anyMatch(Samples::isRefusal));
    }

    /** One value for each parameter, no two alike. */
    Object[] arguments(Method method) {
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            Object argument = make(parameter.getParameterizedType());
            // A type with two values, or with as few samples, may come round to the same one.
            for (int turn = 0; arguments.contains(argument) && turn < 10; turn++) {
                argument = make(parameter.getParameterizedType());
            }
            if (arguments.contains(argument) && !(argument instanceof Boolean)) {
                throw new Missing("needs another sample of " + parameter.getType().getName());
            }
            arguments.add(argument);
        }
        return arguments.toArray();
    }

    /** Results to try: one for each way in which a sealed outcome may end, otherwise one; two for a boolean. */
    List<Object> results(Method method) {
        Class<?> type = method.getReturnType();
        if (type == void.class) {
            return Arrays.asList((Object) null);
        }
        if (type == boolean.class) {
            return List.of(true, false);
        }
        if (type.isSealed() && !given.containsKey(type)) {
            return leaves(type).stream().map(this::make).toList();
        }
        return List.of(make(method.getGenericReturnType()));
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(permitted -> leaves(permitted).stream()).distinct().toList()
                : List.of(type);
    }

    private Object make(Type type) {
        return switch (type) {
            case Class<?> raw -> make(raw, new Type[0]);
            case ParameterizedType generic -> make((Class<?>) generic.getRawType(), generic.getActualTypeArguments());
            case WildcardType wildcard -> make(wildcard.getUpperBounds()[0]);
            case TypeVariable<?> variable -> make(variable.getBounds()[0]);
            default -> throw new Missing("can not make up " + type);
        };
    }

    private Object make(Class<?> type, Type[] parameters) {
        int next = number++;
        List<?> values = given.get(type);
        if (values != null) {
            return values.get(used.merge(type, 1, Integer::sum) % values.size());
        }
        if (type == Object.class) {
            return new Object();
        } else if (type == String.class || type == CharSequence.class) {
            return "text-" + next;
        } else if (type == int.class || type == Integer.class) {
            return next;
        } else if (type == long.class || type == Long.class) {
            return (long) next;
        } else if (type == double.class || type == Double.class) {
            return next + 0.5;
        } else if (type == boolean.class || type == Boolean.class) {
            return next % 2 == 0;
        } else if (type == BigDecimal.class) {
            return BigDecimal.valueOf(next);
        } else if (type == UUID.class) {
            return new UUID(next, next);
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(next);
        } else if (type == Duration.class) {
            return Duration.ofSeconds(next);
        } else if (type == Path.class) {
            return Path.of("file-" + next);
        } else if (type == URI.class) {
            return URI.create("urn:sample:" + next);
        } else if (type == OptionalInt.class) {
            return OptionalInt.of(next);
        } else if (type == OptionalLong.class) {
            return OptionalLong.of(next);
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {(byte) next});
        } else if (type == Optional.class) {
            return Optional.of(make(parameters[0]));
        } else if (type == List.class || type == Iterable.class) {
            return List.of(make(parameters[0]));
        } else if (type == Set.class) {
            return Set.of(make(parameters[0]));
        } else if (type == Map.class) {
            return Map.of(make(parameters[0]), make(parameters[1]));
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[next % constants.length];
        } else if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), next);
        } else if (type.isRecord()) {
            return record(type);
        } else if (type.isSealed()) {
            List<Class<?>> leaves = leaves(type);
            return make(leaves.get(next % leaves.size()));
        } else if (type.isInterface()) {
            return stand(type, next);
        }
        throw new Missing("needs a sample of " + type.getName());
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(Arrays.stream(components).map(component -> make(component.getGenericType())).toArray());
        } catch (ReflectiveOperationException refused) {
            throw new Missing("needs a sample of " + type.getName() + ", which refuses made-up values: " + refused.getCause());
        }
    }

    /** An object that is only ever handed on. */
    private static Object stand(Class<?> type, int number) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) ->
                switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> number;
                    case "toString" -> type.getSimpleName() + "-" + number;
                    default -> throw new IllegalStateException("Only to be handed on");
                });
    }
}
