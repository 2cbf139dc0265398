package dev.touchstone.shop.adapter.in.http;

import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.identity.Authentication;
import dev.touchstone.platform.identity.Role;
import dev.touchstone.shop.domain.order.CustomerId;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;

final class Customers {
    /** Answers hold what only the customer may see; no cache keeps them. */
    static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");

    private Customers() {}

    /** @throws ProblemException 403 when whoever sends the request is no customer */
    static CustomerId calling(ServerRequest request) {
        return new CustomerId(Authentication.require(request, Role.CUSTOMER).subject());
    }
}
