package dev.touchstone.scenarios;

import dev.touchstone.local.client.SuiteAddresses;
import dev.touchstone.local.client.SuiteClient;
import dev.touchstone.local.stack.Addresses;
import dev.touchstone.local.token.TokenIssuer;

public final class Suites {
    private Suites() {
    }

    /** The people of a running stack. */
    public static SuiteClient client(Addresses addresses) {
        return new SuiteClient(new SuiteAddresses(addresses.services().get("shop-api").api(), addresses.services().get("crm-api").api(),
                addresses.services().get("mes-pipeline").api(), addresses.prometheus()), TokenIssuer.open(addresses.tokens())::token);
    }
}
