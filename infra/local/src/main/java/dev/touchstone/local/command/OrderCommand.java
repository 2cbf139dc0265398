package dev.touchstone.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.local.client.Customer;
import dev.touchstone.local.client.ManagerSession;
import dev.touchstone.local.client.Order;
import dev.touchstone.local.client.OrderStatus;
import dev.touchstone.local.client.OrderWatch;
import dev.touchstone.local.client.Patience;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.client.SuiteFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "order", description = {
        "Order a piece from your own STL file and follow it through the running suite.", "",
        "Uploads the file, orders it, accepts the price, and tells every status with the time since the order was placed. With "
                + "--approve a manager approves the order as well, and it is followed until it is produced."},
        footer = {"", "Example: ./touchstone order ring.stl --metal silver-925 --approve"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:accepted, or produced with --approve", " 1:something failed", " 2:wrong command line",
            " 3:the conveyor rejected the model", " 4:no suite is running"})
final class OrderCommand implements Callable<Integer> {

    private static final String OPERATOR = "olga";

    private final Suites suites;

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Parameters(paramLabel = "FILE", description = "The model, as binary or ASCII STL in millimetres, up to 64 MiB.")
    private Path file;
    @Option(names = "--metal", required = true, description = "What to make it of, such as silver-925.")
    private String metal;
    @Option(names = "--approve", description = "Approve the order as a manager and follow it until it is produced.")
    private boolean approve;
    @Option(names = "--customer", defaultValue = "alice", description = "Who orders (default: ${DEFAULT-VALUE}).")
    private String subject;
    @Option(names = "--manager", defaultValue = "mona", description = "Who approves (default: ${DEFAULT-VALUE}).")
    private String manager;
    @Option(names = "--patience", defaultValue = "2m", paramLabel = "DURATION",
            description = "How long the order may stay in one status (default: ${DEFAULT-VALUE}).")
    private Duration patience;
    @ArgGroup
    private Form form = new Form();

    static final class Form {
        @Option(names = {"-q", "--quiet"}, description = "Print the result only.")
        private boolean quiet;
        @Option(names = "--json", description = "Print the result only, as JSON.")
        private boolean json;
    }

    OrderCommand(Suites suites) {
        this.suites = suites;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailure("%s is no file that can be read", file);
        }
        Screen screen = Screen.of(command.commandLine().getOut());
        try (SuiteClient suite = suites.connect(folder.path())) {
            return new Purchase(suite, screen).make();
        }
    }

    private final class Purchase {

        private final SuiteClient suite;
        private final Customer customer;
        private final Patience patience = Patience.of(OrderCommand.this.patience);
        private final Screen screen;

        Purchase(SuiteClient suite, Screen screen) {
            this.suite = suite;
            this.customer = suite.customer(subject);
            this.screen = screen;
        }

        int make() throws IOException {
            say("Uploading %s (%,d bytes) ...", file, Files.size(file));
            Customer.Upload upload = patience.call(this::upload, this::sayPassing);
            say("Model %s%s", upload.model(), upload.known() ? ", known already" : "");
            String key = UUID.randomUUID().toString();
            Order placed = patience.call(() -> customer.place(upload.model(), metal, key), this::sayPassing);
            say("Order %s", placed.id());

            OrderWatch watch = new OrderWatch(customer, placed.id(), patience, new StepByStep(placed.createdAt()));
            Order order = watch.until(OrderStatus.PRICED);
            if (order.status() == OrderStatus.PRICED) {
                customer.accept(order.id());
                order = watch.until(OrderStatus.ACCEPTED);
            }
            if (approve && order.status() == OrderStatus.ACCEPTED) {
                try (ManagerSession session = suite.openSession(manager)) {
                    session.approve(order.id());
                }
                order = watch.until(OrderStatus.PRODUCED);
            }
            Optional<URI> toolpath = order.status() == OrderStatus.PRODUCED
                    ? Optional.of(suite.operator(OPERATOR).toolpathAddress(order.id()))
                    : Optional.empty();
            show(order, toolpath);
            return switch (order.status()) {
                case REJECTED -> ExitCode.REJECTED;
                case CANCELLED -> ExitCode.FAILED;
                default -> 0;
            };
        }

        private Customer.Upload upload() {
            try {
                return customer.upload(file);
            } catch (IOException vanished) {
                throw new CommandFailure("%s can not be read any more", file);
            }
        }

        private void say(String format, Object... arguments) {
            if (!form.quiet && !form.json) {
                screen.line(format, arguments);
            }
        }

        private void sayPassing(SuiteFailure failure) {
            if (!form.quiet && !form.json) {
                screen.passing("  still trying: %s", failure.getMessage());
            }
        }

        private void show(Order order, Optional<URI> toolpath) throws IOException {
            if (form.json) {
                screen.line(json(order, toolpath));
                return;
            }
            say("");
            screen.line("Status    %s%s", order.status(), order.status() == OrderStatus.ACCEPTED
                    ? "; it waits for a manager's approval (--approve gives it)" : "");
            order.rejection().ifPresent(why -> screen.line("Reason    %s (%s)", why.reason(), why.code()));
            order.volumeCubicMillimetres().ifPresent(volume -> screen.line("Volume    %s mm³", rounded(volume)));
            order.massGrams().ifPresent(mass -> screen.line("Mass      %s g", rounded(mass)));
            order.price().ifPresent(price -> screen.line("Price     %s", price));
            toolpath.ifPresent(address -> screen.line("Toolpath  %s%n          (with a token of: ./touchstone token --role operator "
                    + "--subject %s%s)", address, OPERATOR, folder.asArgument()));
        }

        /** Tells the statuses with the time since the order was placed, by the suite's own clock. */
        private final class StepByStep implements OrderWatch.Listener {

            private final Instant start;

            StepByStep(Instant start) {
                this.start = start;
            }

            @Override
            public void reached(Order.Step step) {
                say("%8.1f s  %s", Duration.between(start, step.at()).toMillis() / 1000.0, step.status());
            }

            @Override
            public void waiting(OrderStatus status, Duration since) {
                if (!form.quiet && !form.json && since.toSeconds() > 0) {
                    screen.passing("            still %s after %d s", status, since.toSeconds());
                }
            }

            @Override
            public void away(SuiteFailure failure) {
                sayPassing(failure);
            }
        }
    }

    private static String rounded(BigDecimal value) {
        return value.setScale(4, RoundingMode.HALF_UP).toPlainString();
    }

    private static String json(Order order, Optional<URI> toolpath) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode().put("id", order.id().toString()).put("status", order.status().name())
                .put("model", order.model()).put("metal", order.metal());
        order.volumeCubicMillimetres().ifPresent(volume -> json.put("volumeCubicMillimetres", volume));
        order.massGrams().ifPresent(mass -> json.put("massGrams", mass));
        order.price().ifPresent(price ->
                json.putObject("price").put("amount", price.amount().toPlainString()).put("currency", price.currency()));
        order.rejection().ifPresent(why -> json.putObject("rejection").put("code", why.code()).put("reason", why.reason()));
        toolpath.ifPresent(address -> json.put("toolpath", address.toString()));
        ArrayNode history = json.putArray("history");
        order.history().forEach(step -> history.addObject().put("status", step.status().name()).put("at", step.at().toString()));
        return mapper.writeValueAsString(json);
    }
}
