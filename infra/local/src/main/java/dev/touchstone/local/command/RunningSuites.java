package dev.touchstone.local.command;

import dev.touchstone.local.client.PrometheusClient.Alert;
import dev.touchstone.local.client.ServiceUnreachable;
import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.runtime.Project;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.stack.ServerStatus;
import dev.touchstone.local.stack.Stack;
import dev.touchstone.local.token.TokenIssuer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The suites that run on this machine as processes. */
public final class RunningSuites implements Suites {

    private static final List<String> URGENCY = List.of("page", "ticket", "info");

    @Override
    public SuiteClient connect(Path folder) {
        Stack stack = stack(folder);
        statusOf(stack, folder);
        return connect(stack);
    }

    static SuiteClient connect(Stack stack) {
        Addresses addresses = stack.addresses();
        return new SuiteClient(
                new SuiteAddresses(addresses.services().get("shop-api").api(), addresses.services().get("crm-api").api(),
                        addresses.services().get("mes-pipeline").api(), addresses.prometheus()),
                TokenIssuer.open(addresses.tokens())::token);
    }

    /**
     * Every server of the suite in the folder.
     *
     * @throws CommandFailure when none of them runs
     */
    static List<ServerStatus> servers(Path folder) {
        return statusOf(stack(folder), folder);
    }

    /** The alerts that fire in the suite of the folder, the most urgent first; empty when Prometheus does not answer. */
    static List<Alert> firing(Path folder) {
        try (SuiteClient suite = connect(stack(folder))) {
            return suite.prometheus().alerts().stream().filter(Alert::firing)
                    .sorted(Comparator.comparing((Alert alert) -> URGENCY.indexOf(alert.labels().get("severity"))).thenComparing(Alert::name)).toList();
        } catch (ServiceUnreachable notRunning) {
            return List.of();
        }
    }

    private static List<ServerStatus> statusOf(Stack stack, Path folder) {
        List<ServerStatus> servers = stack.status();
        if (servers.stream().allMatch(server -> server.pids().isEmpty())) {
            throw notRunning(folder);
        }
        return servers;
    }

    private static Stack stack(Path folder) {
        return Stack.attach(Project.find(), folder).orElseThrow(() -> notRunning(folder));
    }

    private static CommandFailure notRunning(Path folder) {
        return new CommandFailure(ExitCode.NOT_RUNNING, "no suite runs in %s: start one with ./touchstone up", folder);
    }
}
