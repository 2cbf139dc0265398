package dev.touchstone.local.client;

import java.net.http.HttpClient;

/** Makes the people who use a running suite. Safe for many threads, as is everyone it makes. */
public final class SuiteClient implements AutoCloseable {

    private final HttpClient http = Api.newHttpClient();
    private final SuiteAddresses addresses;
    private final Tokens tokens;

    public SuiteClient(SuiteAddresses addresses, Tokens tokens) {
        this.addresses = addresses;
        this.tokens = tokens;
    }

    public Customer customer(String subject) {
        return new Customer(new Api(http, addresses.shop(), new Bearer(tokens, "customer", subject)));
    }

    /** Opens a session at crm-api. */
    public ManagerSession openSession(String subject) {
        return ManagerSession.open(http, addresses.crm(), new Bearer(tokens, "manager", subject));
    }

    public Operator operator(String subject) {
        return new Operator(new Api(http, addresses.mes(), new Bearer(tokens, "operator", subject)), addresses.mes());
    }

    public PrometheusClient prometheus() {
        return new PrometheusClient(new Api(http, addresses.prometheus(), request -> request));
    }

    @Override
    public void close() {
        http.close();
    }
}
