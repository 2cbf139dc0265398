package dev.touchstone.local.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Show the last lines of a server's log, of a running suite or of one that has ended.",
        footer = {"", "Example: ./touchstone logs mes-pipeline -f"})
final class LogsCommand implements Callable<Integer> {

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final String SUFFIX = ".log";

    @Spec
    private CommandSpec command;
    @Mixin
    private FolderOption folder;
    @Parameters(paramLabel = "SERVICE", description = "Such as shop-api, crm-api, mes-pipeline, rabbitmq or prometheus.")
    private String server;
    @Option(names = {"-f", "--follow"}, description = "Stay and show what is added, until Ctrl-C.")
    private boolean follow;
    @Option(names = {"-n", "--lines"}, defaultValue = "100", paramLabel = "COUNT",
            description = "How many lines to begin with (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path logs = folder.path().resolve("logs");
        List<String> known = known(logs);
        if (known.isEmpty()) {
            throw new CommandFailure(ExitCode.NOT_RUNNING, "no suite was started in %s yet: ./touchstone up", folder.path());
        }
        if (!known.contains(server)) {
            throw new CommandFailure("no log of '%s'; there are: %s", server, String.join(", ", known));
        }
        try (RandomAccessFile log = new RandomAccessFile(logs.resolve(server + SUFFIX).toFile(), "r")) {
            log.seek(startOfLastLines(log, Math.max(0, lines)));
            show(log);
            while (follow) {
                Thread.sleep(INTERVAL);
                if (log.length() < log.getFilePointer()) {
                    log.seek(0);
                }
                show(log);
            }
        }
        return 0;
    }

    private static List<String> known(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
        }
    }

    /** Reads backwards in blocks: the log may be long. */
    private static long startOfLastLines(RandomAccessFile log, int lines) throws IOException {
        byte[] block = new byte[8192];
        long end = log.length();
        int found = 0;
        long position = end;
        while (position > 0) {
            int size = (int) Math.min(block.length, position);
            position -= size;
            log.seek(position);
            log.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                boolean endsTheLog = position + i == end - 1;
                if (block[i] == '\n' && !endsTheLog && ++found == lines || lines == 0) {
                    return lines == 0 ? end : position + i + 1;
                }
            }
        }
        return 0;
    }

    /** Shows whole lines; a line that is still being written waits for its end. */
    private void show(RandomAccessFile log) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        byte[] block = new byte[65_536];
        while (true) {
            long start = log.getFilePointer();
            int read = log.read(block);
            int whole = read;
            while (whole > 0 && block[whole - 1] != '\n') {
                whole--;
            }
            boolean longLine = whole == 0 && read == block.length;
            int shown = longLine || !follow ? read : whole;
            if (shown <= 0) {
                log.seek(start);
                out.flush();
                return;
            }
            out.print(new String(block, 0, shown, StandardCharsets.UTF_8));
            log.seek(start + shown);
        }
    }
}
