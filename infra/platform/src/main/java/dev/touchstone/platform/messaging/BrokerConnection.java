package dev.touchstone.platform.messaging;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.touchstone.platform.config.BrokerConfig;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to RabbitMQ that is made when the first channel is asked for, and made anew when it was lost.
 *
 * <p>The client's automatic recovery stays off: it does not cover the first connection, nor channels that the broker closes,
 * and gives up on consumers whose queue is not there again at once. Relay and consumer each run a loop that opens a
 * channel, uses it until it ends, and starts over; that covers every case. Publish and consume on connections of their own:
 * a broker short of memory blocks those that publish.
 */
public final class BrokerConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerConnection.class);
    private static final int TIMEOUT_MILLISECONDS = 5_000;
    private static final int HEARTBEAT_SECONDS = 10;

    private final ConnectionFactory factory = new ConnectionFactory();
    private final String name;
    private Connection connection;
    private boolean closed;

    /**
     * Does not connect yet.
     *
     * @param name how the broker shows the connection, such as {@code shop-api publisher}
     */
    public BrokerConnection(BrokerConfig config, String name) {
        this.name = name;
        factory.setHost(config.host());
        factory.setPort(config.port());
        factory.setVirtualHost(config.virtualHost());
        factory.setUsername(config.user());
        factory.setPassword(config.password().value());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(TIMEOUT_MILLISECONDS);
        factory.setHandshakeTimeout(TIMEOUT_MILLISECONDS);
        factory.setChannelRpcTimeout(TIMEOUT_MILLISECONDS);
        factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
        factory.setThreadFactory(Thread.ofPlatform().daemon().name(name + " ", 1).factory());
    }

    /** A new channel, to be closed by the caller; not safe for concurrent publishing. Waits at most some seconds. */
    public synchronized Channel openChannel() throws IOException {
        if (closed) {
            throw new IOException("The connection " + name + " has been closed");
        }
        if (connection == null || !connection.isOpen()) {
            connection = connect();
        }
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("The broker gives no more channels to " + name);
        }
        return channel;
    }

    private Connection connect() throws IOException {
        try {
            Connection made = factory.newConnection(name);
            LOG.info("{} is connected to the broker", name);
            return made;
        } catch (TimeoutException e) {
            throw new IOException("The broker did not answer in time", e);
        }
    }

    public synchronized boolean isConnected() {
        return connection != null && connection.isOpen();
    }

    /** Ends all channels. */
    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.abort(TIMEOUT_MILLISECONDS);
        }
    }
}
