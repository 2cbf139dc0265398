package dev.touchstone.scenarios.load;

import dev.touchstone.local.command.ContainerSuite;
import dev.touchstone.local.stack.Addresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The suite that load is put on, and nothing else: the addresses that a running suite has written down, all of this machine, or
 * those of the containers beside this one.
 *
 * @param tokens the folder of its signing key
 */
public record Target(URI shop, URI crm, URI mes, Path tokens) {

    private static final Set<String> CONTAINERS = Set.of("shop-api", "crm-api", "mes-pipeline");

    /** @throws IllegalArgumentException when an address is not one of this machine */
    public Target {
        Stream.of(shop, crm, mes).filter(address -> !isOurs(address, ContainerSuite.isHere())).findFirst().ifPresent(elsewhere -> {
            throw new IllegalArgumentException(elsewhere + " is not on this machine: load is put on a suite of one's own only");
        });
    }

    public static Target of(Addresses addresses) {
        return new Target(addresses.services().get("shop-api").api(), addresses.services().get("crm-api").api(),
                addresses.services().get("mes-pipeline").api(), addresses.tokens());
    }

    /** In a container, the others are known by their names in a network of their own, which leads nowhere else. */
    static boolean isOurs(URI address, boolean inContainers) {
        return inContainers && address.getHost() != null && CONTAINERS.contains(address.getHost()) || onThisMachine(address);
    }

    private static boolean onThisMachine(URI address) {
        try {
            return address.getHost() != null
                    && Stream.of(InetAddress.getAllByName(address.getHost())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
