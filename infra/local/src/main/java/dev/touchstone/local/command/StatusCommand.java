package dev.touchstone.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.client.PrometheusClient.Alert;
import dev.touchstone.local.stack.ServerStatus;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Show every process of the suite: how it is, its numbers, its addresses, and the alerts that fire.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:everything is healthy", " 1:something is not", " 4:no suite is running"})
final class StatusCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<ServerStatus> servers = RunningSuites.servers(folder.path());
        List<Alert> alerts = RunningSuites.firing(folder.path());
        Screen.of(command.commandLine().getOut()).line(json ? json(servers, alerts) : table(servers) + firing(alerts));
        return healthy(servers) ? 0 : ExitCode.FAILED;
    }

    static boolean healthy(List<ServerStatus> servers) {
        return servers.stream().allMatch(server -> server.state() == ServerStatus.State.HEALTHY);
    }

    static String table(List<ServerStatus> servers) {
        Table table = new Table("server", "state", "processes", "addresses", "");
        for (ServerStatus server : servers) {
            table.row(server.name(), word(server.state()), processes(server), joined(server.addresses().values()),
                    server.state() == ServerStatus.State.HEALTHY ? "" : server.detail());
        }
        return table.toString();
    }

    /** Empty when nothing does. */
    static String firing(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return "";
        }
        Table table = new Table("alert", "severity", "component", "");
        alerts.forEach(alert -> table.row(alert.name(), alert.labels().get("severity"), alert.labels().get("component"), alert.summary()));
        return "%nAlerts that fire; what to do is in docs/runbooks.md:%n%s".formatted(table);
    }

    private static String json(List<ServerStatus> servers, List<Alert> alerts) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode().put("healthy", healthy(servers));
        ArrayNode all = json.putArray("servers");
        for (ServerStatus server : servers) {
            ObjectNode one = all.addObject().put("name", server.name()).put("state", word(server.state()));
            ArrayNode pids = one.putArray("pids");
            server.pids().forEach(pids::add);
            ObjectNode addresses = one.putObject("addresses");
            server.addresses().forEach((spoken, address) -> addresses.put(spoken, address.toString()));
            one.put("detail", server.detail()).put("log", server.log().toString());
        }
        ArrayNode firing = json.putArray("alerts");
        for (Alert alert : alerts) {
            ObjectNode one = firing.addObject().put("summary", alert.summary());
            alert.labels().forEach(one::put);
        }
        return mapper.writeValueAsString(json);
    }

    static String word(ServerStatus.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** PostgreSQL alone has dozens: all of them are in the JSON. */
    private static String processes(ServerStatus server) {
        return switch (server.pids().size()) {
            case 0 -> "";
            case 1 -> server.pids().getFirst().toString();
            default -> "%d and %d more".formatted(server.pids().getFirst(), server.pids().size() - 1);
        };
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
