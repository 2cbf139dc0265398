package dev.touchstone.local.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import io.minio.BucketExistsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.net.ConnectException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class BackendsIT {

    private final Backends backends = Backends.shared();

    @Test
    void givesEachCallerADatabaseOfItsOwn() throws SQLException {
        PostgresBackend one = backends.shopDatabase();
        PostgresBackend other = backends.shopDatabase();

        execute(one, "shop", "create table shop.things (id int)");
        execute(other, "shop", "create table shop.things (id int)");

        assertThat(one.jdbcUrl()).isNotEqualTo(other.jdbcUrl());
    }

    @Test
    void letsEachRoleWorkInItsOwnSchemaOnly() throws SQLException {
        PostgresBackend shop = backends.shopDatabase();
        execute(shop, "crm", "create table crm.things (id int)");

        assertThatThrownBy(() -> execute(shop, "crm", "create table shop.things (id int)")).hasMessageContaining("permission denied for schema shop");
        assertThatThrownBy(() -> execute(shop, "crm", "create schema other")).hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> execute(shop, "crm", "create table public.things (id int)")).hasMessageContaining("permission denied for schema public");
        assertThatThrownBy(() -> execute(shop, "shop", "create table crm.things (id int)")).hasMessageContaining("permission denied for schema crm");
    }

    @Test
    void refusesAWrongPassword() {
        PostgresBackend mes = backends.mesDatabase();

        assertThatThrownBy(() -> DriverManager.getConnection(mes.jdbcUrl(), "mes", "wrong")).hasMessageContaining("password authentication failed");
        assertThatThrownBy(() -> DriverManager.getConnection(mes.jdbcUrl(), "mes", "")).isInstanceOf(SQLException.class);
    }

    @Test
    void keepsDurableMessagesWhenTheBrokerIsKilledAndStartedAgain() throws Exception {
        BrokerBackend broker = backends.broker();
        ConnectionFactory factory = factory(broker);
        Connection before = factory.newConnection();
        Channel channel = before.createChannel();
        channel.queueDeclare("kept", true, false, false, Map.of("x-queue-type", "quorum"));
        channel.confirmSelect();
        channel.basicPublish("", "kept", MessageProperties.PERSISTENT_BASIC, "hello".getBytes());
        channel.waitForConfirmsOrDie(10_000);

        broker.stopBroker();

        await().until(() -> !before.isOpen());
        assertThatThrownBy(factory::newConnection).isInstanceOf(ConnectException.class);

        broker.startBroker();

        try (Connection after = factory.newConnection()) {
            GetResponse response = after.createChannel().basicGet("kept", true);
            assertThat(new String(response.getBody())).isEqualTo("hello");
        }
    }

    @Test
    void refusesAWrongSecretKeyAtTheStorage() throws Exception {
        StorageBackend storage = backends.storage();
        MinioClient client = MinioClient.builder().endpoint(storage.endpoint().toString()).credentials(storage.accessKey(), storage.secretKey()).build();
        client.makeBucket(MakeBucketArgs.builder().bucket("backends").build());
        assertThat(client.bucketExists(BucketExistsArgs.builder().bucket("backends").build())).isTrue();

        MinioClient intruder = MinioClient.builder().endpoint(storage.endpoint().toString()).credentials(storage.accessKey(), "wrong").build();
        assertThatThrownBy(() -> intruder.makeBucket(MakeBucketArgs.builder().bucket("intruder").build())).isInstanceOf(ErrorResponseException.class);
    }

    private static void execute(PostgresBackend database, String role, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), role, database.password(role)); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ConnectionFactory factory(BrokerBackend broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setVirtualHost(broker.virtualHost());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setAutomaticRecoveryEnabled(false);
        return factory;
    }
}
