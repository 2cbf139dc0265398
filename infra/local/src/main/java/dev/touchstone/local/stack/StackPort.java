package dev.touchstone.local.stack;

/** Every port that a stack listens on, all on loopback, with the number it has unless the stack is moved. */
public enum StackPort {
    SHOP_API(8081), CRM_API(8082), MES_API(8083),
    SHOP_OBSERVE(9081), CRM_OBSERVE(9082), MES_OBSERVE(9083),
    SHOP_DB(5442), MES_DB(5443),
    AMQP(5682), RABBITMQ_MANAGEMENT(15682), RABBITMQ_METRICS(15692), ERLANG_DISTRIBUTION(25682), ERLANG_PORT_MAPPER(4379),
    S3(9010), PROMETHEUS(9090), ALERTMANAGER(9093), ZIPKIN(9411), DASHBOARDS(3000);

    private final int number;

    StackPort(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
