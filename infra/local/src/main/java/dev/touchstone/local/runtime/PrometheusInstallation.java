package dev.touchstone.local.runtime;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Prometheus' programs, of the machine or unpacked.
 *
 * @param server   {@code prometheus}
 * @param promtool checks configuration and rules
 */
public record PrometheusInstallation(Path server, Path promtool) {

    /** @throws MissingSoftware when it is neither installed nor to be had from the machine's package sources */
    public static PrometheusInstallation find(RuntimeFolder runtime) {
        Optional<PrometheusInstallation> installed = Commands.find("prometheus")
                .flatMap(server -> Commands.find("promtool").map(promtool -> new PrometheusInstallation(server, promtool)));
        return installed
                .or(() -> DebianPackages.find(runtime).map(packages -> new PrometheusInstallation(
                        packages.tree().resolve("usr/bin/prometheus"), packages.tree().resolve("usr/bin/promtool"))))
                .orElseThrow(() -> new MissingSoftware("Prometheus is missing: install prometheus and promtool so that they are found on PATH"));
    }
}
