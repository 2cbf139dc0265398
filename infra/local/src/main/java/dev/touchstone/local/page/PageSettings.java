package dev.touchstone.local.page;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where the page listens, and what it shows.
 *
 * @param hosts      names beside those of loopback by which it may be asked for; anything else is refused, so that no foreign
 *                   site reaches it by a name that it points at this machine
 * @param dashboards the folder of the dashboards' JSON files
 * @param runbooks   the document that alerts link to; it may be missing
 * @param prometheus whose API answers the queries
 * @param traces     what the id of a trace is appended to; empty without traces
 */
public record PageSettings(InetSocketAddress listen, Set<String> hosts, Path dashboards, Path runbooks, URI prometheus, Optional<URI> traces) {

    public PageSettings {
        hosts = Set.copyOf(hosts);
    }

    /** On loopback, for this machine's own browser. */
    public static PageSettings onLoopback(int port, Path project, URI prometheus, Optional<URI> traces) {
        return new PageSettings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Set.of(), project.resolve("grafana/dashboards"),
                project.resolve("docs/runbooks.md"), prometheus, traces);
    }
}
