package dev.touchstone.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A Chromium without a window, steered by its own DevTools protocol; what goes wrong in its page is written down. */
final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Process process;
    private final HttpClient http;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private volatile String session;

    /** The browser of this machine, by its name on the path; empty when there is none. */
    static Optional<Path> find() {
        String given = System.getenv("TOUCHSTONE_CHROMIUM");
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).flatMap(folder -> NAMES.stream().map(folder::resolve));
        Stream<Path> elsewhere = Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));
        return given != null ? Optional.of(Path.of(given)) : Stream.concat(onPath, elsewhere).filter(Files::isExecutable).findFirst();
    }

    /** @param folder gets the browser's profile and log */
    Browser(Path program, Path folder) throws Exception {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--headless=new", "--remote-debugging-port=0", "--user-data-dir=" + folder,
                "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-color-profile=srgb", "--lang=en-GB"));
        if (System.getProperty("user.name").equals("root")) {
            // Its sandbox does not work for root; it only ever sees our own page here.
            command.add("--no-sandbox");
        }
        command.add("about:blank");
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("chromium.log").toFile()).start();
        http = HttpClient.newHttpClient();
        try {
            List<String> port = awaitPort(folder.resolve("DevToolsActivePort"));
            socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:%s%s".formatted(port.get(0), port.get(1))), new Ear()).get(30, TimeUnit.SECONDS);
            String target = ask("Target.createTarget", Map.of("url", "about:blank")).required("targetId").asText();
            session = ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).required("sessionId").asText();
            for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
                ask(domain + ".enable", Map.of());
            }
        } catch (Exception e) {
            process.destroyForcibly();
            http.close();
            throw e;
        }
    }

    private List<String> awaitPort(Path file) throws Exception {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() == 2) {
                return lines;
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the browser does not start, see " + file.resolveSibling("chromium.log"));
    }

    /** Opens the address in a window of that size; troubles of before are forgotten. */
    void open(URI address, int width, int height, boolean dark) {
        troubles.clear();
        ask("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        ask("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        ask("Page.navigate", Map.of("url", address.toString()));
    }

    /** The value of the expression, or of the promise that it gives. */
    JsonNode evaluate(String expression) {
        JsonNode answer = ask("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** A PNG of the window's first so many pixels. */
    byte[] screenshot(int width, int height) {
        JsonNode answer = ask("Page.captureScreenshot",
                Map.of("format", "png", "clip", Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
        return Base64.getDecoder().decode(answer.required("data").asText());
    }

    /** Exceptions, errors on the console, and requests that failed since the page was opened. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    private JsonNode ask(String method, Map<String, ?> parameters) {
        int id = questions.incrementAndGet();
        ObjectNode question = JSON.createObjectNode().put("id", id).put("method", method);
        question.set("params", JSON.valueToTree(parameters));
        if (session != null) {
            question.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        try {
            socket.sendText(question.toString(), true).get(ANSWER.toSeconds(), TimeUnit.SECONDS);
            JsonNode said = answer.get(ANSWER.toSeconds(), TimeUnit.SECONDS);
            if (said.has("error")) {
                throw new IllegalStateException(method + ": " + said.get("error"));
            }
            return said.path("result");
        } catch (TimeoutException e) {
            throw new IllegalStateException(method + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(method, e.getCause());
        }
    }

    private void hear(JsonNode message) {
        if (message.has("id")) {
            asked.remove(message.get("id").asInt()).complete(message);
            return;
        }
        JsonNode said = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> troubles.add("exception: " + said.path("exceptionDetails"));
            case "Runtime.consoleAPICalled" -> {
                if (said.path("type").asText().matches("error|warning|assert")) {
                    troubles.add("console: " + said.path("args"));
                }
            }
            case "Log.entryAdded" -> {
                if (said.path("entry").path("level").asText().equals("error")) {
                    troubles.add("log: " + said.path("entry").path("text").asText() + " " + said.path("entry").path("url").asText());
                }
            }
            case "Network.loadingFailed" -> {
                if (!said.path("canceled").asBoolean()) {
                    troubles.add("network: " + said.path("errorText").asText() + " " + said.path("blockedReason").asText());
                }
            }
            default -> {
            }
        }
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                try {
                    hear(JSON.readTree(part.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    part.setLength(0);
                }
            }
            from.request(1);
            return null;
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
        process.destroy();
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (TimeoutException | InterruptedException | ExecutionException stubborn) {
            process.destroyForcibly();
        }
    }
}
