package dev.touchstone.local.command;

import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.token.TokenIssuer;
import java.net.URI;
import java.nio.file.Path;

/** The suite in containers, seen from a container beside its own: its addresses are written down there, and it is others who run it. */
public final class ContainerSuite implements Suites {

    /** Set in the image of the command line, and so for whatever it starts. */
    private static final String VARIABLE = "TOUCHSTONE_SUITE";

    /** Whether this command line is in such a container. */
    public static boolean isHere() {
        return "containers".equals(System.getenv(VARIABLE));
    }

    @Override
    public SuiteClient connect(Path folder) {
        Addresses addresses = Addresses.read(folder).orElseThrow(() -> new CommandFailure(ExitCode.NOT_RUNNING, "no addresses in %s", folder));
        return new SuiteClient(new SuiteAddresses(api(addresses, "shop-api"), api(addresses, "crm-api"), api(addresses, "mes-pipeline"),
                addresses.prometheus()), TokenIssuer.open(addresses.tokens())::token);
    }

    private static URI api(Addresses addresses, String service) {
        return addresses.services().get(service).api();
    }
}
