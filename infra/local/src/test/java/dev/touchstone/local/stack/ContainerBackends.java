package dev.touchstone.local.stack;

import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.local.testing.BrokerBackend;
import dev.touchstone.local.testing.PostgresBackend;
import dev.touchstone.local.testing.StorageBackend;
import dev.touchstone.local.testing.VirtualHosts;
import dev.touchstone.local.token.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

/** Backends as containers of the images that the compose file uses; Testcontainers removes them at the end of the JVM. */
public final class ContainerBackends implements Backends {

    public static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final DockerImageName RABBITMQ = DockerImageName.parse("rabbitmq:4-management");
    private static final DockerImageName MINIO = DockerImageName.parse("quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z")
            .asCompatibleSubstituteFor("minio/minio");
    private static final String USER = "touchstone";
    private static final int PATIENCE_SECONDS = 90;

    private final Project project = Project.find();
    private final FreePorts ports = new FreePorts();
    private final AtomicInteger fresh = new AtomicInteger();
    private final Path folder;
    private final Secrets secrets;

    private PostgreSQLContainer shop;
    private PostgreSQLContainer mes;
    private RabbitMQContainer rabbitMq;
    private URI management;
    private MinIOContainer minio;

    private ContainerBackends(Path folder) {
        this.folder = folder;
        this.secrets = new Secrets(folder.resolve("secrets"));
    }

    /**
     * Makes sure that containers can be run at all; none is started yet.
     *
     * @throws RuntimeException when the engine has not got the images and cannot get them
     */
    public static ContainerBackends open() {
        // Starts the container of Testcontainers that removes ours, whose image is one of those to be had.
        DockerClientFactory.instance().client();
        List.of(POSTGRES, RABBITMQ, MINIO).forEach(image -> new RemoteDockerImage(image).get());
        return new ContainerBackends(TestFolders.ofThisUser().makeForThisJvm());
    }

    @Override
    public synchronized PostgresBackend shopDatabase() {
        if (shop == null) {
            shop = postgres();
        }
        return freshDatabase(shop, "shop", List.of("shop", "crm", "monitoring"));
    }

    @Override
    public synchronized PostgresBackend mesDatabase() {
        if (mes == null) {
            mes = postgres();
        }
        return freshDatabase(mes, "mes", List.of("mes", "monitoring"));
    }

    /** With the image's own command: that of Testcontainers switches fsync off. */
    private PostgreSQLContainer postgres() {
        PostgreSQLContainer container = new PostgreSQLContainer(POSTGRES).withUsername(PostgresCluster.SUPERUSER).withPassword(secrets.value("superuser"));
        container.setCommand("postgres");
        container.start();
        return container;
    }

    private PostgresBackend freshDatabase(PostgreSQLContainer container, String kind, List<String> roles) {
        String name = kind + "_" + fresh.incrementAndGet();
        PostgresCluster cluster = new PostgresCluster(container.getHost(), container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT), container.getPassword());
        cluster.furnish(name, PostgresCluster.scripts(project, kind), roles.stream().collect(Collectors.toMap(role -> role, secrets::value)));
        return new PostgresBackend(cluster.jdbcUrl(name), roles.stream().collect(Collectors.toMap(role -> role, secrets::file)));
    }

    @Override
    public synchronized BrokerBackend broker() {
        if (rabbitMq == null) {
            rabbitMq = rabbitMq();
        }
        String virtualHost = "test-" + fresh.incrementAndGet();
        new VirtualHosts(management, USER, secrets.value("rabbitmq")).make(virtualHost);
        return new BrokerBackend(rabbitMq.getHost(), rabbitMq.getAmqpPort(), virtualHost, USER, secrets.file("rabbitmq"), management,
                new BrokerBackend.Outage() {
                    @Override
                    public void stop() {
                        DockerClientFactory.instance().client().killContainerCmd(rabbitMq.getContainerId()).exec();
                    }

                    @Override
                    public void start() {
                        DockerClientFactory.instance().client().startContainerCmd(rabbitMq.getContainerId()).exec();
                        awaitBroker();
                    }
                });
    }

    /** On ports chosen here: those that the engine chooses change when the container is started again. */
    private RabbitMQContainer rabbitMq() {
        int amqp = ports.next();
        int http = ports.next();
        RabbitMQContainer container = new RabbitMQContainer(RABBITMQ).withAdminUser(USER).withAdminPassword(secrets.value("rabbitmq"));
        container.setPortBindings(List.of(amqp + ":5672", http + ":15672"));
        container.start();
        management = URI.create("http://" + container.getHost() + ":" + http);
        awaitBroker();
        return container;
    }

    private void awaitBroker() {
        URI listening = management.resolve("/api/health/checks/port-listener/5672");
        await().atMost(PATIENCE_SECONDS, SECONDS).until(() -> Health.ofHttp(listening, USER, secrets.value("rabbitmq")).up());
    }

    @Override
    public synchronized StorageBackend storage() {
        if (minio == null) {
            minio = new MinIOContainer(MINIO).withUserName(USER).withPassword(secrets.value("s3"));
            minio.start();
        }
        return new StorageBackend(URI.create(minio.getS3URL()), USER, secrets.file("s3"));
    }

    @Override
    public TokenIssuer tokens() {
        return TokenIssuer.open(folder.resolve("tokens"));
    }
}
