package dev.touchstone.observability.benchmark;

import dev.touchstone.observability.Telemetry;
import dev.touchstone.observability.http.HttpObservation;
import dev.touchstone.observability.meter.Meters;
import dev.touchstone.observability.users.TopUsers;
import dev.touchstone.observability.users.Users;
import io.helidon.tracing.Tracer;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole request over loopback, with and without the filter: what of it is observation. One connection, kept alive. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class HttpFilterBenchmark {
    private static final byte[] REQUEST = "GET /orders/17 HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Param({"none", "metrics", "metrics and spans"})
    private String observation;

    private Telemetry telemetry;
    private WebServer server;
    private Socket socket;
    private DataInputStream answers;
    private byte[] answer;

    @Setup
    public void start() throws IOException {
        server = WebServer.builder().host("127.0.0.1").port(0).shutdownHook(false)
                // As in the services: or else what goes out in chunks waits for the client's acknowledgement.
                .connectionOptions(options -> options.tcpNoDelay(true)).routing(this::route).build().start();
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        answers = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write(REQUEST);
        // Every answer is as long as the first. What is counted as it is written goes out in chunks.
        StringBuilder first = new StringBuilder();
        while (!first.toString().endsWith(first.indexOf("chunked") < 0 ? "\r\n\r\nring" : "ring\r\n0\r\n\r\n")) {
            first.append((char) answers.readByte());
        }
        answer = new byte[first.length()];
    }

    private void route(HttpRouting.Builder routing) {
        switch (observation) {
            case "metrics" -> routing.addFilter(new HttpObservation(new Meters(), Tracer.noOp(), new TopUsers(Users.withRandomKey())));
            case "metrics and spans" -> {
                telemetry = Telemetry.start("benchmark");
                routing.addFilter(telemetry.httpFilter());
            }
            default -> { }
        }
        routing.get("/orders/{id}", (_, response) -> response.send("ring"));
    }

    @TearDown
    public void stop() throws IOException {
        socket.close();
        server.stop();
        if (telemetry != null) {
            telemetry.close();
        }
    }

    @Benchmark
    public byte[] request() throws IOException {
        socket.getOutputStream().write(REQUEST);
        answers.readFully(answer);
        return answer;
    }
}
