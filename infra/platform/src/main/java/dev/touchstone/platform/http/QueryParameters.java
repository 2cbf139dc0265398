package dev.touchstone.platform.http;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads a request's query. A parameter that is left out or empty is absent. What is malformed or unknown comes back in one
 * 400 that names it all: a misspelt filter must not be taken for one that filters.
 */
public final class QueryParameters {
    private final ServerRequest request;
    private final List<String> faults = new ArrayList<>();
    private final Set<String> read = new HashSet<>();

    private QueryParameters(ServerRequest request) {
        this.request = request;
    }

    /** @throws ProblemException 400 for malformed parameters and for those that {@code reader} does not ask for */
    public static <T> T read(ServerRequest request, Function<QueryParameters, T> reader) {
        QueryParameters parameters = new QueryParameters(request);
        T result = reader.apply(parameters);
        request.query().names().stream().sorted().filter(name -> !parameters.read.contains(name))
                .forEach(name -> parameters.faults.add(name + " is not a known parameter"));
        if (!parameters.faults.isEmpty()) {
            throw new ProblemException(Problem.of(Status.BAD_REQUEST_400, "invalid-query", "Invalid query",
                    "The query has faults: " + String.join("; ", parameters.faults) + "."));
        }
        return result;
    }

    public Optional<UUID> uuid(String name) {
        return parsed(name, "must be a UUID", text -> PathParameters.uuid(text).orElse(null));
    }

    /** Not blank, at most {@code longest} characters. Empty is at fault here: for what it would name, nothing is not the same as left out. */
    public Optional<String> text(String name, int longest) {
        read.add(name);
        Optional<String> text = request.query().contains(name) ? request.query().first(name).asOptional().or(() -> Optional.of("")) : Optional.empty();
        if (text.isPresent() && (text.get().isBlank() || text.get().length() > longest)) {
            faults.add(name + " must have 1 to " + longest + " characters");
        }
        return text;
    }

    /** Like {@link #text}, and must be there; empty until the fault comes out. */
    public String requiredText(String name, int longest) {
        Optional<String> text = text(name, longest);
        if (text.isEmpty()) {
            faults.add(name + " is missing");
        }
        return text.orElse("");
    }

    /** A constant by its name. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        String rule = "must be one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList());
        return parsed(name, rule, text -> Enum.valueOf(type, text));
    }

    /** Between {@code least} and {@code most}; a malformed number gives {@code fallback} until the fault comes out. */
    public int integer(String name, int least, int most, int fallback) {
        return parsed(name, "must be a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        }).orElse(fallback);
    }

    private <T> Optional<T> parsed(String name, String rule, Function<String, T> parser) {
        read.add(name);
        Optional<String> text = request.query().first(name).asOptional().filter(value -> !value.isEmpty());
        Optional<T> value = text.flatMap(present -> {
            try {
                return Optional.ofNullable(parser.apply(present));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
        if (text.isPresent() && value.isEmpty()) {
            faults.add(name + " " + rule);
        }
        return value;
    }
}
