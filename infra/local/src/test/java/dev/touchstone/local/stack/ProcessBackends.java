package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.PostgresInstallation;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.runtime.RabbitMqInstallation;
import dev.touchstone.local.runtime.RuntimeFolder;
import dev.touchstone.local.stack.RabbitMqServer.RabbitMqPorts;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.local.testing.VirtualHosts;
import dev.touchstone.local.token.TokenIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Backends as processes of the local stack, on free ports, in a folder of their own. */
public final class ProcessBackends implements Backends {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Project project = Project.find();
    private final RuntimeFolder runtime = RuntimeFolder.of(project);
    private final FreePorts ports = new FreePorts();
    private final AtomicInteger fresh = new AtomicInteger();
    private final Path folder;
    private final Supervisor supervisor;
    private final Secrets secrets;

    private PostgresServer shop;
    private PostgresServer mes;
    private RabbitMqServer rabbitMq;
    private S3Server s3;

    private ProcessBackends(Path folder) {
        this.folder = folder;
        this.supervisor = new Supervisor(folder);
        this.secrets = new Secrets(folder.resolve("secrets"));
    }

    public static ProcessBackends open() {
        return new ProcessBackends(TestFolders.ofThisUser().makeForThisJvm());
    }

    @Override
    public synchronized PostgresBackend shopDatabase() {
        if (shop == null) {
            shop = postgres("shop", List.of("shop", "crm", "monitoring"));
        }
        return freshDatabase(shop);
    }

    @Override
    public synchronized PostgresBackend mesDatabase() {
        if (mes == null) {
            mes = postgres("mes", List.of("mes", "monitoring"));
        }
        return freshDatabase(mes);
    }

    private PostgresServer postgres(String database, List<String> roles) {
        String name = database + "-db";
        return started(new PostgresServer(name, database, roles, PostgresCluster.scripts(project, database), folder.resolve(name),
                ports.next(), secrets, PostgresInstallation.find(runtime)));
    }

    private PostgresBackend freshDatabase(PostgresServer server) {
        String name = server.database() + "_" + fresh.incrementAndGet();
        server.furnish(name);
        return new PostgresBackend(server.jdbcUrl(name), server.roles().stream().collect(Collectors.toMap(role -> role, server::passwordFile)));
    }

    @Override
    public synchronized BrokerBackend broker() {
        if (rabbitMq == null) {
            RabbitMqPorts listen = new RabbitMqPorts(ports.next(), ports.next(), ports.next(), ports.next(), ports.next());
            rabbitMq = started(new RabbitMqServer(folder.resolve("rabbitmq"), project.file("infra/rabbitmq"), listen, secrets,
                    RabbitMqInstallation.find(runtime)));
        }
        String virtualHost = "test-" + fresh.incrementAndGet();
        new VirtualHosts(rabbitMq.management(), RabbitMqServer.USER, rabbitMq.password()).make(virtualHost);
        return new BrokerBackend("127.0.0.1", rabbitMq.listen().amqp(), virtualHost, RabbitMqServer.USER, rabbitMq.passwordFile(),
                rabbitMq.management(), new BrokerBackend.Outage() {
                    @Override
                    public void stop() {
                        supervisor.kill(rabbitMq.name());
                    }

                    @Override
                    public void start() {
                        started(rabbitMq);
                    }
                });
    }

    @Override
    public synchronized StorageBackend storage() {
        if (s3 == null) {
            s3 = started(new S3Server(folder.resolve("s3"), ports.next(), project.serverJar("s3proxy"), secrets));
        }
        return new StorageBackend(s3.endpoint(), S3Server.ACCESS_KEY, s3.secretKeyFile());
    }

    @Override
    public TokenIssuer tokens() {
        return TokenIssuer.open(folder.resolve("tokens"));
    }

    private <S extends Server> S started(S server) {
        supervisor.start(server, PATIENCE);
        return server;
    }
}
