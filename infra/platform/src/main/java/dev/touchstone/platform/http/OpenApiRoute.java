package dev.touchstone.platform.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Serves {@code openapi.yaml} of the class path at {@code /openapi}, to everybody. */
public final class OpenApiRoute implements HttpService {
    public static final String PATH = "/openapi";
    private final byte[] document;

    /** @throws IllegalStateException when the class path has no {@code openapi.yaml} */
    public OpenApiRoute() {
        try (InputStream resource = OpenApiRoute.class.getResourceAsStream("/openapi.yaml")) {
            if (resource == null) {
                throw new IllegalStateException("There is no openapi.yaml on the class path");
            }
            document = resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void routing(HttpRules rules) {
        // The registered type of RFC 9512.
        rules.get(PATH, (request, response) -> response.header(HeaderNames.CONTENT_TYPE, "application/yaml").send(document));
    }
}
