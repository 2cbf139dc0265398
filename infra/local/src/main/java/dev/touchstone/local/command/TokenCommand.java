package dev.touchstone.local.command;

import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.token.TokenIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "token", description = "Print a bearer token that the services of the suite accept.",
        footer = {"", "Example: TOKEN=$(./touchstone token --role customer --subject alice)",
            "         curl -H \"Authorization: Bearer $TOKEN\" 127.0.0.1:8081/api/v1/orders"})
final class TokenCommand implements Callable<Integer> {

    private enum Role { CUSTOMER, MANAGER, OPERATOR }

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Option(names = "--role", required = true, description = "customer, manager or operator.")
    private Role role;
    @Option(names = "--subject", required = true, paramLabel = "NAME", description = "Whom the token is for.")
    private String subject;
    @Option(names = "--ttl", defaultValue = "12h", paramLabel = "DURATION",
            description = "How long the token is valid, such as 90s or 2h (default: ${DEFAULT-VALUE}).")
    private Duration validity;

    @Override
    public Integer call() {
        if (subject.isBlank()) {
            throw new ParameterException(command.commandLine(), "the subject must not be empty");
        }
        Addresses addresses = Addresses.read(folder.path()).orElseThrow(() -> new CommandFailure(ExitCode.NOT_RUNNING,
                "no suite was started in %s yet, so nobody would accept a token: ./touchstone up", folder.path()));
        String token = TokenIssuer.open(addresses.tokens())
                .token(List.of(role.name().toLowerCase(Locale.ROOT)), subject, validity);
        Screen.of(command.commandLine().getOut()).line(token);
        return 0;
    }
}
