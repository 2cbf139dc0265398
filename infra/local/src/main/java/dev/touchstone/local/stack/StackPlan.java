package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.AlertmanagerInstallation;
import dev.touchstone.local.runtime.PostgresInstallation;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.PrometheusInstallation;
import dev.touchstone.local.runtime.RabbitMqInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import dev.touchstone.local.stack.RabbitMqServer.RabbitMqPorts;
import dev.touchstone.local.token.TokenIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static dev.touchstone.local.stack.StackPort.ALERTMANAGER;
import static dev.touchstone.local.stack.StackPort.AMQP;
import static dev.touchstone.local.stack.StackPort.CRM_API;
import static dev.touchstone.local.stack.StackPort.CRM_OBSERVE;
import static dev.touchstone.local.stack.StackPort.DASHBOARDS;
import static dev.touchstone.local.stack.StackPort.ERLANG_DISTRIBUTION;
import static dev.touchstone.local.stack.StackPort.ERLANG_PORT_MAPPER;
import static dev.touchstone.local.stack.StackPort.MES_API;
import static dev.touchstone.local.stack.StackPort.MES_DB;
import static dev.touchstone.local.stack.StackPort.MES_OBSERVE;
import static dev.touchstone.local.stack.StackPort.PROMETHEUS;
import static dev.touchstone.local.stack.StackPort.RABBITMQ_MANAGEMENT;
import static dev.touchstone.local.stack.StackPort.RABBITMQ_METRICS;
import static dev.touchstone.local.stack.StackPort.SHOP_API;
import static dev.touchstone.local.stack.StackPort.SHOP_DB;
import static dev.touchstone.local.stack.StackPort.SHOP_OBSERVE;
import static dev.touchstone.local.stack.StackPort.ZIPKIN;

/** Which servers a stack consists of, and how they are told of each other. */
final class StackPlan {

    private final StackSettings settings;
    private final Ports ports;
    private final Path folder;
    private final Project project;
    private final Secrets secrets;
    private final TokenIssuer tokens;
    private final PostgresServer shopDatabase;
    private final PostgresServer mesDatabase;
    private final RabbitMqServer rabbitMq;
    private final S3Server s3;
    private final PrometheusServer prometheus;
    private final AlertmanagerServer alertmanager;
    private final ZipkinServer zipkin;
    private final ServiceServer shop;
    private final ServiceServer crm;
    private final ServiceServer mes;

    /** @throws dev.touchstone.local.runtime.MissingSoftware when a server's programs are not to be had */
    StackPlan(StackSettings settings) {
        this.settings = settings;
        this.ports = settings.ports();
        this.folder = settings.folder();
        this.project = settings.project();
        this.secrets = new Secrets(folder.resolve("secrets"));
        this.tokens = TokenIssuer.open(tokenFolder());
        RuntimeFolder runtime = RuntimeFolder.of(project);
        PostgresInstallation postgres = PostgresInstallation.find(runtime);
        this.shopDatabase = new PostgresServer("shop-db", "shop", List.of("shop", "crm", "monitoring"), PostgresCluster.scripts(project, "shop"),
                folder.resolve("shop-db"), ports.of(SHOP_DB), secrets, postgres);
        this.mesDatabase = new PostgresServer("mes-db", "mes", List.of("mes", "monitoring"), PostgresCluster.scripts(project, "mes"),
                folder.resolve("mes-db"), ports.of(MES_DB), secrets, postgres);
        this.rabbitMq = new RabbitMqServer(folder.resolve("rabbitmq"), project.file("infra/rabbitmq"), new RabbitMqPorts(ports.of(AMQP),
                ports.of(RABBITMQ_METRICS), ports.of(RABBITMQ_MANAGEMENT), ports.of(ERLANG_DISTRIBUTION), ports.of(ERLANG_PORT_MAPPER)),
                secrets, RabbitMqInstallation.find(runtime));
        this.s3 = new S3Server(folder.resolve("s3"), ports.of(StackPort.S3), project.serverJar("s3proxy"), secrets);
        this.prometheus = new PrometheusServer(folder.resolve("prometheus"), project.file("prometheus"), scrapeTargets(), ports.of(PROMETHEUS),
                PrometheusInstallation.find(runtime));
        this.alertmanager = new AlertmanagerServer(folder.resolve("alertmanager"), project.file("alertmanager"),
                Map.of("demo:3000", ports.of(DASHBOARDS)), ports.of(ALERTMANAGER), AlertmanagerInstallation.find(runtime));
        this.zipkin = new ZipkinServer(folder.resolve("zipkin"), ports.of(ZIPKIN), project.serverJar("zipkin"));

        this.shop = service("shop-api", Set.of("shop-db", "rabbitmq", "s3"), SHOP_API, SHOP_OBSERVE, shopDatabase, "shop", true);
        // The shop's migration grants crm-api its rights on the orders.
        this.crm = service("crm-api", Set.of("shop-api"), CRM_API, CRM_OBSERVE, shopDatabase, "crm", false);
        this.mes = service("mes-pipeline", Set.of("mes-db", "rabbitmq", "s3"), MES_API, MES_OBSERVE, mesDatabase, "mes", true);
    }

    private ServiceServer service(String name, Set<String> needs, StackPort api, StackPort observe, PostgresServer database, String role, boolean usesStorage) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DB_URL", database.jdbcUrl());
        environment.put("DB_USER", role);
        environment.put("DB_PASSWORD_FILE", database.passwordFile(role).toString());
        // Services that watch no server do not look at it.
        environment.put("DB_MONITORING_PASSWORD_FILE", database.passwordFile("monitoring").toString());
        environment.put("BROKER_HOST", "127.0.0.1");
        environment.put("BROKER_PORT", Integer.toString(ports.of(AMQP)));
        environment.put("BROKER_USER", RabbitMqServer.USER);
        environment.put("BROKER_PASSWORD_FILE", rabbitMq.passwordFile().toString());
        environment.put("BROKER_MANAGEMENT", "http://127.0.0.1:" + ports.of(RABBITMQ_MANAGEMENT));
        environment.put("TOKENS_JWKS", tokens.jwksUri().toString());
        environment.put("TOKENS_ISSUER", TokenIssuer.ISSUER);
        environment.put("TOKENS_AUDIENCE", TokenIssuer.AUDIENCE);
        environment.put("USERS_PSEUDONYM_KEY_FILE", secrets.file("users-pseudonym-key").toString());
        // A stack on loopback is there to be experimented with.
        environment.put("CHAOS_TOKEN_FILE", chaosToken().toString());
        if (usesStorage) {
            environment.put("STORAGE_ENDPOINT", s3.endpoint().toString());
            environment.put("STORAGE_ACCESS_KEY", S3Server.ACCESS_KEY);
            environment.put("STORAGE_SECRET_KEY_FILE", s3.secretKeyFile().toString());
        }
        if (settings.traces()) {
            environment.put("OTEL_TRACES_EXPORTER", "zipkin");
            environment.put("OTEL_EXPORTER_ZIPKIN_ENDPOINT", zipkin.address().resolve("/api/v2/spans").toString());
        }
        // The workshop's half hour for a ring takes one and a half seconds here. Services that have no such setting do not look at it.
        environment.put("MES_TIME_SCALE", "1200");
        environment.putAll(settings.environment().getOrDefault(name, Map.of()));
        return new ServiceServer(name, needs, project.serviceJar(name), folder.resolve(name), ports.of(api), ports.of(observe), environment);
    }

    private Map<String, Integer> scrapeTargets() {
        return Map.of(
                "shop-api:9081", ports.of(SHOP_OBSERVE),
                "crm-api:9082", ports.of(CRM_OBSERVE),
                "mes-pipeline:9083", ports.of(MES_OBSERVE),
                "rabbitmq:15692", ports.of(RABBITMQ_METRICS),
                "alertmanager:9093", ports.of(ALERTMANAGER),
                "localhost:9090", ports.of(PROMETHEUS));
    }

    /** In the order in which they are started, as far as one needs the other. */
    List<Server> servers() {
        List<Server> servers = new ArrayList<>(List.of(shopDatabase, mesDatabase, rabbitMq, s3, alertmanager));
        if (settings.traces()) {
            servers.add(zipkin);
        }
        servers.addAll(List.of(shop, crm, mes, prometheus));
        return servers;
    }

    /** What the build has to have made before a start. */
    static List<Path> missingJars(Project project) {
        return Stream.concat(
                        Stream.of("shop-api", "crm-api", "mes-pipeline").map(project::serviceJar),
                        Stream.of("s3proxy", "zipkin").map(project::serverJar))
                .filter(jar -> !Files.isRegularFile(jar)).toList();
    }

    Addresses addresses() {
        Map<String, Addresses.Service> services = new LinkedHashMap<>();
        for (ServiceServer service : List.of(shop, crm, mes)) {
            services.put(service.name(), new Addresses.Service(service.api(), service.observe()));
        }
        return new Addresses(
                services,
                Map.of("shop", shopDatabase.address(), "mes", mesDatabase.address()),
                rabbitMq.address(),
                new Addresses.Storage(s3.endpoint(), S3Server.ACCESS_KEY, s3.secretKey()),
                prometheus.address(),
                alertmanager.address(),
                settings.traces() ? zipkin.address() : null,
                tokenFolder(),
                chaosToken());
    }

    private Path chaosToken() {
        return secrets.file("chaos-token");
    }

    private Path tokenFolder() {
        return folder.resolve("tokens");
    }
}
