package dev.touchstone.scenarios.load.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.local.runtime.Project;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallTest {

    @ParameterizedTest
    @EnumSource
    void theServiceDocumentsTheRoute(Call call) throws IOException {
        String document = Files.readString(Project.find().file(call.service() + "/src/main/resources/openapi.yaml"));
        int route = document.indexOf("\n  " + call.route() + ":\n");
        int next = document.indexOf("\n  /", route + 1);

        assertThat(route).as(call.title()).isPositive();
        assertThat(document.substring(route, next)).contains("    " + call.method().toLowerCase() + ":\n");
    }
}
