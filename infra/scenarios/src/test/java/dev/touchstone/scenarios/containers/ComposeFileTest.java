package dev.touchstone.scenarios.containers;

import static dev.touchstone.scenarios.containers.ComposeFile.map;
import static dev.touchstone.scenarios.containers.ComposeFile.mebibytes;
import static dev.touchstone.scenarios.containers.ComposeFile.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each container of the suite must be, read from the file alone: no engine is needed. */
class ComposeFileTest {

    /** 2.5 GB, as engines count. */
    private static final long MOST_MEBIBYTES = 2560;
    private static final Set<String> MAY_BE_REACHED = Set.of("shop-api", "crm-api", "mes-pipeline", "grafana", "prometheus", "demo");
    private static final Set<String> RUNS_ONCE = Set.of("secrets");

    private static final Project PROJECT = Project.find();
    private static final ComposeFile FILE = ComposeFile.read(PROJECT.file("docker-compose.yml"));
    /** What it adds for experiments. */
    private static final ComposeFile LABORATORY = ComposeFile.read(PROJECT.file("infra/docker/laboratory.yml"));

    static Set<Map.Entry<String, Map<String, Object>>> services() {
        return FILE.services().entrySet();
    }

    static List<Map.Entry<String, Map<String, Object>>> lasting() {
        return services().stream().filter(service -> !RUNS_ONCE.contains(service.getKey())).filter(service -> profiles(service).isEmpty()).toList();
    }

    private static List<String> profiles(Map.Entry<String, Map<String, Object>> service) {
        return texts(service.getValue().get("profiles"));
    }

    @Test
    void holdsTheWholeSuite() {
        assertThat(FILE.services()).containsKeys("shop-db", "mes-db", "rabbitmq", "minio", "prometheus", "alertmanager", "grafana", "jaeger",
                "shop-api", "crm-api", "mes-pipeline", "demo");
    }

    @ParameterizedTest
    @MethodSource("services")
    void runsWithoutRootAndWithoutRights(Map.Entry<String, Map<String, Object>> service) {
        assertThat(String.valueOf(service.getValue().get("user"))).matches("[1-9]\\d*:\\d+");
        assertThat(service.getValue()).containsEntry("read_only", true).doesNotContainKeys("privileged", "cap_add", "devices", "pid", "ipc");
        assertThat(texts(service.getValue().get("cap_drop"))).containsExactly("ALL");
        assertThat(texts(service.getValue().get("security_opt"))).containsExactly("no-new-privileges:true");
        assertThat(service.getValue()).containsKeys("mem_limit", "pids_limit", "logging");
    }

    @ParameterizedTest
    @MethodSource("services")
    void isPinnedToAVersion(Map.Entry<String, Map<String, Object>> service) {
        assertThat(String.valueOf(service.getValue().get("image"))).contains(":").doesNotContain("latest").matches(".+:[^:]*\\d[^:]*");
    }

    @ParameterizedTest
    @MethodSource("services")
    void isReachedOnLoopbackOnlyAndOnlyIfPeopleUseIt(Map.Entry<String, Map<String, Object>> service) {
        List<String> ports = texts(service.getValue().get("ports"));
        if (!ports.isEmpty()) {
            assertThat(MAY_BE_REACHED).contains(service.getKey());
            assertThat(ports).allMatch(port -> port.startsWith("127.0.0.1:"));
        }
        assertThat(String.valueOf(service.getValue().get("network_mode"))).isNotEqualTo("host");
    }

    @Test
    void joinsAllByANetworkThatLeadsNowhereElse() {
        assertThat(map(FILE.networks().get("inside"))).containsEntry("internal", true);
        assertThat(services()).filteredOn(service -> texts(service.getValue().get("networks")).contains("front"))
                .extracting(Map.Entry::getKey).isSubsetOf(MAY_BE_REACHED);
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void tellsWhetherItIsWell(Map.Entry<String, Map<String, Object>> service) {
        assertThat(texts(map(service.getValue().get("healthcheck")).get("test"))).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("services")
    void waitsUntilWhatItNeedsIsWell(Map.Entry<String, Map<String, Object>> service) {
        map(service.getValue().get("depends_on")).forEach((needed, condition) -> assertThat(map(condition).get("condition")).as(needed)
                .isEqualTo(RUNS_ONCE.contains(needed) ? "service_completed_successfully" : "service_healthy"));
    }

    @Test
    void fitsIntoTwoAndAHalfGigabytes() {
        long sum = services().stream().filter(service -> profiles(service).isEmpty())
                .mapToLong(service -> mebibytes(service.getValue().get("mem_limit"))).sum();

        assertThat(sum).isBetween(1024L, MOST_MEBIBYTES);
    }

    @Test
    void isToldOfWithTheLimitsThatItHas() throws IOException {
        String page = Files.readString(PROJECT.file("docs/compose.md"));

        assertThat(services()).filteredOn(service -> profiles(service).isEmpty()).allSatisfy(service ->
                assertThat(page).containsPattern("\\| %s \\| [^|]+ \\| %d MiB \\|".formatted(service.getKey(), mebibytes(service.getValue().get("mem_limit")))));
    }

    @ParameterizedTest
    @MethodSource("services")
    void readsItsSecretsFromFiles(Map.Entry<String, Map<String, Object>> service) {
        map(service.getValue().get("environment")).forEach((name, value) -> {
            if (name.equals("CHAOS_TOKEN_FILE")) {
                assertThat(value).as("nobody can inject a fault unless it was asked for").isEqualTo("${CHAOS:+/run/secrets/chaos-token}");
            } else if (name.matches(".*(PASSWORD|SECRET|KEY|TOKEN)(_FILE|__FILE)?$") && !name.equals("STORAGE_ACCESS_KEY")) {
                assertThat(String.valueOf(value)).as(name).startsWith("/run/secrets/");
            }
        });
    }

    @Test
    void givesEachVolumeOfSecretsToOneContainerAndToReadOnly() {
        FILE.volumes().stream().filter(volume -> volume.endsWith("-secrets")).forEach(volume -> {
            List<String> readers = services().stream().filter(service -> !RUNS_ONCE.contains(service.getKey()))
                    .filter(service -> profiles(service).isEmpty() || service.getKey().equals("chaos"))
                    .filter(service -> texts(service.getValue().get("volumes")).contains(volume + ":/run/secrets:ro"))
                    .map(Map.Entry::getKey).toList();
            assertThat(readers).as(volume).containsExactly(volume.substring(0, volume.length() - "-secrets".length()));
        });
        assertThat(services()).filteredOn(service -> texts(service.getValue().get("volumes")).stream().anyMatch(volume -> volume.startsWith("secrets:")))
                .extracting(Map.Entry::getKey).containsExactly("secrets");
    }

    @Test
    void mountsOnlyWhatTheProjectHas() {
        Set<String> missing = new TreeSet<>();
        services().forEach(service -> texts(service.getValue().get("volumes")).stream().filter(volume -> volume.startsWith("./"))
                .forEach(volume -> {
                    assertThat(volume).endsWith(":ro");
                    Path file = PROJECT.file(volume.substring(2, volume.indexOf(':')));
                    if (!Files.exists(file)) {
                        missing.add(volume);
                    }
                }));

        assertThat(missing).isEmpty();
    }

    @Test
    void isOpenedToExperimentsOnLoopbackOnlyAndInNothingElse() {
        assertThat(LABORATORY.content().keySet()).filteredOn(key -> !key.startsWith("x-")).containsExactlyInAnyOrder("services", "networks");
        assertThat(FILE.services()).containsKeys(LABORATORY.services().keySet().toArray(String[]::new));
        LABORATORY.services().forEach((name, service) -> {
            assertThat(service.keySet()).as(name).isSubsetOf("networks", "ports", "environment");
            assertThat(texts(service.get("ports"))).as(name).hasSize(1).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(map(service.get("environment"))).as(name).satisfiesAnyOf(nothing -> assertThat(nothing).isEmpty(),
                    token -> assertThat(token).containsOnly(Map.entry("CHAOS_TOKEN_FILE", "/run/secrets/chaos-token")));
        });
    }

    /** A server that is cut off from the other networks must reach nobody over this one, and nothing beyond the machine. */
    @Test
    void letsNobodySpeakWithOthersOverTheNetworkOfTheLaboratory() {
        assertThat(LABORATORY.networks()).containsOnlyKeys("laboratory");
        assertThat(map(map(LABORATORY.networks().get("laboratory")).get("driver_opts")))
                .containsEntry("com.docker.network.bridge.enable_ip_masquerade", "false");
        LABORATORY.services().forEach((name, service) -> {
            List<String> networks = texts(service.get("networks"));
            if (!networks.isEmpty()) {
                assertThat(name).as("has no business with others on it").isIn("shop-db", "mes-db", "rabbitmq", "minio");
                assertThat(networks).containsExactly("inside", "laboratory");
            }
        });
    }

    /** A missing pom would make the layer with the libraries fail only in an engine. */
    @Test
    void fetchesTheLibrariesOfEveryModuleOnce() throws Exception {
        String recipe = Files.readString(PROJECT.file("infra/docker/Dockerfile"));
        String pom = Files.readString(PROJECT.file("pom.xml"));

        assertThat(found("<module>(.+?)</module>", pom)).isNotEmpty()
                .allSatisfy(module -> assertThat(recipe).contains("COPY %s/pom.xml %s/\n".formatted(module, module)));
    }

    /** Of a small machine, which a container is, a virtual machine takes half for its heap, whatever the other limit says. */
    @Test
    void boundsTheHeapInSmallContainersToo() throws Exception {
        String recipe = Files.readString(PROJECT.file("infra/docker/Dockerfile"));

        assertThat(found("MaxRAMPercentage=(\\S+?)\"", recipe)).isNotEmpty().isEqualTo(found("MinRAMPercentage=(\\S+) ", recipe));
    }

    @Test
    void letsEveryImageOfOursRunAsTheSameUser() throws Exception {
        String recipe = Files.readString(PROJECT.file("infra/docker/Dockerfile"));

        assertThat(found("(?m)^FROM \\S+ AS (service|tools)$", recipe)).containsExactly("service", "tools");
        assertThat(found("(?m)^USER (.+)$", recipe)).filteredOn(user -> !user.equals("postgres")).containsExactly("10001:10001", "10001:10001");
        assertThat(recipe).doesNotContainIgnoringCase("latest").doesNotContain("# syntax=");
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
    }

    private static List<String> found(String pattern, String text) {
        return matches(pattern, text).toList();
    }
}
