package dev.touchstone.mes.adapter.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.local.testing.Backends;
import dev.touchstone.mes.fake.Models;
import dev.touchstone.mes.fake.Sha256;
import dev.touchstone.mes.testing.RunningMes;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route, and everything that it refuses, over HTTP. */
class WorkOrderRoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static RunningMes mes;
    private static UUID priced;

    @BeforeAll
    static void start() {
        mes = new RunningMes(Map.of());
        priced = mes.submit(mes.upload(Models.ring()));
        await().atMost(PATIENCE).until(() -> mes.told("order.priced", priced).isPresent());
    }

    @AfterAll
    static void stop() {
        mes.close();
    }

    @Test
    void showsAPricedWorkOrder() {
        HttpResponse<byte[]> response = mes.get("/" + priced);
        JsonNode workOrder = RunningMes.json(response);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(workOrder.get("orderId").textValue()).isEqualTo(priced.toString());
        assertThat(workOrder.get("status").textValue()).isEqualTo("PRICED");
        assertThat(workOrder.has("stage")).isFalse();
        assertThat(workOrder.has("toolpath")).isFalse();
        assertThat(workOrder.get("model").textValue()).isEqualTo(Sha256.of(Models.ring()));
        assertThat(workOrder.get("metal").textValue()).isEqualTo("silver-925");
        assertThat(workOrder.get("facets").intValue()).isEqualTo(Models.RING.facetCount());
        assertThat(workOrder.get("boundingBox").get("minimum")).hasSize(3);
        assertThat(workOrder.get("price").get("amount").textValue()).matches("\\d+\\.\\d\\d");
        assertThat(workOrder.get("stages").get(0).get("stage").textValue()).isEqualTo("pricing");
        assertThat(workOrder.get("stages").get(0).get("outcome").textValue()).isEqualTo("completed");
    }

    @Test
    void listsPageByPage() {
        String model = mes.upload(Models.openRing());
        for (int i = 0; i < 3; i++) {
            UUID order = mes.submit(model);
            await().atMost(PATIENCE).until(() -> mes.told("order.rejected", order).isPresent());
        }
        List<String> paged = new ArrayList<>();
        JsonNode page = RunningMes.json(mes.get("?status=REJECTED&limit=2")).get("workOrders");
        while (!page.isEmpty()) {
            assertThat(page.size()).isLessThanOrEqualTo(2);
            page.forEach(workOrder -> paged.add(workOrder.get("orderId").textValue()));
            page = RunningMes.json(mes.get("?status=REJECTED&limit=2&after=" + paged.getLast())).get("workOrders");
        }

        JsonNode all = RunningMes.json(mes.get("?status=REJECTED")).get("workOrders");
        assertThat(paged).hasSize(3).isEqualTo(all.findValuesAsText("orderId"));
        assertThat(all.findValuesAsText("status")).containsOnly("REJECTED");
        assertThat(RunningMes.json(mes.get("")).get("workOrders").size()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void streamsTheModel() {
        HttpResponse<byte[]> response = mes.get("/" + priced + "/model");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("model/stl");
        assertThat(response.body()).isEqualTo(Models.ring());
    }

    @Test
    void hasNoToolpathBeforeThePieceIsSliced() {
        assertProblem(mes.get("/" + priced + "/toolpath"), 404, "/problems/toolpath-not-found", "has not been sliced");
    }

    @Test
    void keepsAScanOnce() {
        byte[] scan = "point cloud".getBytes(StandardCharsets.UTF_8);

        HttpResponse<byte[]> first = scan(priced, scan);
        HttpResponse<byte[]> second = scan(priced, scan);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(RunningMes.json(first).get("scan").textValue()).isEqualTo(Sha256.of(scan));
        assertThat(RunningMes.json(first).get("bytes").intValue()).isEqualTo(scan.length);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void takesAScanUpToTheLimitAndNotAByteMore() {
        assertThat(scan(priced, new byte[100_000]).statusCode()).isEqualTo(201);
        assertThat(scan(priced, new byte[100_001]).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAScanWithoutALengthThatProvesTooLong() {
        HttpRequest chunked = mes.request("/" + priced + "/scan").header("Authorization", "Bearer " + mes.token("operator"))
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[150_000]))).build();

        assertThat(mes.send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void refusesAnEmptyScan() {
        assertProblem(scan(priced, new byte[0]), 400, "/problems/empty-scan", "scan's bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/model", "/toolpath"})
    void knowsNothingOfAnUnknownOrder(String route) {
        assertProblem(mes.get("/" + UUID.randomUUID() + route), 404, "/problems/work-order-not-found", "no work order");
        assertProblem(mes.get("/1-1-1-1-1" + route), 404, "/problems/work-order-not-found", "UUID");
    }

    @Test
    void takesNoScanOfAnUnknownOrder() {
        assertProblem(scan(UUID.randomUUID(), new byte[1]), 404, "/problems/work-order-not-found", "no work order");
    }

    @ParameterizedTest
    @CsvSource({"status=LOST, status must be one of RECEIVED", "limit=0, limit must be", "limit=many, limit must be", "after=yesterday, after must be a UUID"})
    void refusesAMalformedQuery(String query, String detail) {
        assertProblem(mes.get("?" + query), 400, "/problems/invalid-query", detail);
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, /ID", "GET, /ID/model", "GET, /ID/toolpath", "POST, /ID/scan"})
    void isForStaffOnly(String method, String route) {
        String path = route.replace("ID", priced.toString());
        HttpRequest.Builder request = mes.request(path).method(method, method.equals("POST") ? BodyPublishers.ofString("scan") : BodyPublishers.noBody());

        HttpResponse<byte[]> nobody = mes.send(request.build());
        assertProblem(nobody, 401, "/problems/unauthorized", "bearer token");
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));

        assertThat(mes.send(request.header("Authorization", "Bearer nonsense").build()).statusCode()).isEqualTo(401);
        String expired = Backends.shared().tokens().token(List.of("operator"), "olga", Duration.ofHours(-1));
        assertThat(mes.send(request.setHeader("Authorization", "Bearer " + expired).build()).statusCode()).isEqualTo(401);
        assertProblem(mes.send(request.setHeader("Authorization", "Bearer " + mes.token("customer")).build()), 403, "/problems/forbidden", "operator or manager");
        assertThat(mes.send(request.setHeader("Authorization", "Bearer " + mes.token("manager")).build()).statusCode()).isIn(200, 201, 404);
    }

    @Test
    void answersOtherMethodsAndAddressesWithProblems() {
        HttpRequest.Builder deletion = mes.request("/" + priced).header("Authorization", "Bearer " + mes.token("operator")).DELETE();

        assertThat(mes.send(deletion.build()).statusCode()).isEqualTo(405);
        assertThat(mes.send(mes.elsewhere("/api/v1/furnaces").header("Authorization", "Bearer " + mes.token("operator")).build()).statusCode()).isEqualTo(404);
    }

    @Test
    void showsItsDescriptionToEverybody() {
        HttpResponse<byte[]> response = mes.send(mes.elsewhere("/openapi").build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).startsWith("openapi: 3.1");
    }

    @Test
    void saysThatItIsReadyAtTheOtherSocket() {
        assertThat(mes.observe("/health/ready").statusCode()).isEqualTo(200);
        assertThat(mes.observe("/health/live").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> scan(UUID order, byte[] content) {
        return mes.send(mes.request("/" + order + "/scan").header("Authorization", "Bearer " + mes.token("operator"))
                .header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(content)).build());
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status, String type, String detail) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = RunningMes.json(response);
        assertThat(problem.get("type").textValue()).isEqualTo(type);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("detail").textValue()).contains(detail);
    }
}
