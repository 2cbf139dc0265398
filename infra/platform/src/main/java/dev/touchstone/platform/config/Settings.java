package dev.touchstone.platform.config;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a service is configured with: {@code application.yaml} on the class path, each key overridden by the environment
 * variable of its name ({@code db.pool-size} by {@code DB_POOL_SIZE}).
 *
 * <p>A getter that meets a missing or malformed value notes the fault and returns a placeholder ({@code null} or 0), so that
 * the reader goes on and one {@link InvalidConfiguration} tells all faults in the end. Secrets come only as files.
 */
public final class Settings {
    private final Config config;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    private Settings(Config config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /** Reads the process's own configuration. */
    public static <T> T load(Function<Settings, T> reader) {
        return load(System.getenv(), reader);
    }

    /** Like {@link #load(Function)} with {@code environment} in place of the process's variables. */
    public static <T> T load(Map<String, String> environment, Function<Settings, T> reader) {
        return read(new Settings(plain(Config.builder(ConfigSources.classpath("application.yaml").optional(true))), environment), reader);
    }

    /** Reads {@code values}, given by dotted key, and nothing else. */
    public static <T> T of(Map<String, String> values, Function<Settings, T> reader) {
        return read(new Settings(plain(Config.builder(ConfigSources.create(values))), Map.of()), reader);
    }

    // Helidon's own environment source only knows names that it can map back unambiguously; ours goes from key to name.
    private static Config plain(Config.Builder builder) {
        return builder.disableEnvironmentVariablesSource().disableSystemPropertiesSource().build();
    }

    private static <T> T read(Settings settings, Function<Settings, T> reader) {
        T result = null;
        try {
            result = reader.apply(settings);
        } catch (RuntimeException e) {
            // A record that refuses a placeholder only follows from a fault that is already noted.
            if (settings.faults.isEmpty()) {
                throw e;
            }
        }
        if (!settings.faults.isEmpty()) {
            throw new InvalidConfiguration(settings.faults);
        }
        return result;
    }

    public String text(String key) {
        return required(key, Function.identity());
    }

    public String text(String key, String fallback) {
        return value(key, fallback, Function.identity());
    }

    public Optional<String> optionalText(String key) {
        return find(key);
    }

    /** Comma-separated, trimmed, without empty entries. */
    public List<String> list(String key) {
        return required(key, text -> List.of(text.split(",")).stream().map(String::strip).filter(entry -> !entry.isEmpty()).toList());
    }

    public int integer(String key, int least, int most) {
        Integer value = required(key, text -> inRange(text, least, most));
        return value == null ? 0 : value;
    }

    public int integer(String key, int least, int most, int fallback) {
        Integer value = value(key, fallback, text -> inRange(text, least, most));
        return value == null ? 0 : value;
    }

    public BigDecimal decimal(String key) {
        return required(key, Settings::number);
    }

    public BigDecimal decimal(String key, BigDecimal fallback) {
        return value(key, fallback, Settings::number);
    }

    /** ISO 8601, such as {@code PT30S}; never negative. */
    public Duration duration(String key) {
        return required(key, Settings::time);
    }

    public Duration duration(String key, Duration fallback) {
        return value(key, fallback, Settings::time);
    }

    /** Absolute: it has a scheme. */
    public URI uri(String key) {
        return required(key, text -> {
            URI uri = URI.create(text);
            if (!uri.isAbsolute()) {
                throw new IllegalArgumentException();
            }
            return uri;
        }, "must be an address with a scheme, such as http://127.0.0.1:9000");
    }

    /** The content of the file that {@code key} names, without the line end. */
    public Secret secret(String key) {
        return required(key, this::secretIn, "must name a readable file that is not empty");
    }

    public Optional<Secret> optionalSecret(String key) {
        return find(key).isEmpty() ? Optional.empty() : Optional.ofNullable(secret(key));
    }

    /** Names one level below {@code key}, in the order of the file; the environment can override their values but adds no names. */
    public List<String> names(String key) {
        return config.get(key).asNodeList().orElse(List.of()).stream().map(Config::name).toList();
    }

    /** For rules that span several values: notes the fault unless {@code holds}. */
    public void require(boolean holds, String key, String rule) {
        if (!holds) {
            faults.add(key + " " + rule);
        }
    }

    private Secret secretIn(String file) {
        try {
            String content = Files.readString(Path.of(file)).strip();
            if (content.isEmpty()) {
                throw new IllegalArgumentException();
            }
            return new Secret(content);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Integer inRange(String text, int least, int most) {
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Malformed("must be a whole number", e);
        }
        if (value < least || value > most) {
            throw new Malformed("must be from " + least + " to " + most, null);
        }
        return value;
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Malformed("must be a decimal number", e);
        }
    }

    private static Duration time(String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (RuntimeException e) {
            throw new Malformed("must be an ISO 8601 duration such as PT30S", e);
        }
        if (duration.isNegative()) {
            throw new Malformed("must not be negative", null);
        }
        return duration;
    }

    private <T> T required(String key, Function<String, T> parser) {
        return required(key, parser, "is malformed");
    }

    private <T> T required(String key, Function<String, T> parser, String rule) {
        Optional<String> text = find(key);
        if (text.isEmpty()) {
            faults.add(key + " is missing (environment variable " + variable(key) + ")");
            return null;
        }
        return parsed(key, text.get(), parser, rule);
    }

    private <T> T value(String key, T fallback, Function<String, T> parser) {
        return find(key).map(text -> parsed(key, text, parser, "is malformed")).orElse(find(key).isPresent() ? null : fallback);
    }

    private <T> T parsed(String key, String text, Function<String, T> parser, String rule) {
        try {
            return parser.apply(text);
        } catch (Malformed e) {
            faults.add(key + " " + e.getMessage());
        } catch (IllegalArgumentException e) {
            faults.add(key + " " + rule);
        }
        return null;
    }

    private Optional<String> find(String key) {
        String override = environment.get(variable(key));
        return Optional.ofNullable(override)
                .or(() -> config.get(key).asString().asOptional())
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String variable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A fault whose message is the rule that was broken. */
    private static final class Malformed extends IllegalArgumentException {
        Malformed(String rule, Throwable cause) {
            super(rule, cause);
        }
    }
}
