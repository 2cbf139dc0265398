package dev.touchstone.shop.adapter.in.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.touchstone.platform.http.Problem;
import dev.touchstone.platform.http.ProblemException;
import dev.touchstone.platform.http.Problems;
import dev.touchstone.shop.application.port.in.UploadModel;
import dev.touchstone.shop.application.port.in.UploadModel.Command;
import dev.touchstone.shop.application.port.in.UploadModel.EmptyModel;
import dev.touchstone.shop.application.port.in.UploadModel.ModelTooLarge;
import dev.touchstone.shop.application.port.in.UploadModel.Uploaded;
import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.order.CustomerId;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.InputStream;
import java.util.Set;

/** {@code /api/v1/models}: customers upload what they want made. */
public final class ModelRoutes implements HttpService {
    public static final String PATH = "/api/v1/models";

    private static final Set<String> TYPES = Set.of("application/octet-stream", "model/stl");

    private final UploadModel uploadModel;

    public ModelRoutes(UploadModel uploadModel) {
        this.uploadModel = uploadModel;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.post("/", this::upload);
    }

    private void upload(ServerRequest request, ServerResponse response) {
        CustomerId customer = Customers.calling(request);
        requireType(request);
        switch (uploadModel.upload(new Command(customer, () -> content(request), request.headers().contentLength()))) {
            case Uploaded(Model model, boolean firstTime) -> response
                    .status(firstTime ? Status.CREATED_201 : Status.OK_200)
                    .header(HeaderNames.LOCATION, PATH + "/" + model.id())
                    .send(JsonNodeFactory.instance.objectNode().put("model", model.id().sha256()).put("bytes", model.bytes()));
            case EmptyModel() -> Problems.send(request, response, Problem.of(Status.BAD_REQUEST_400,
                    "model-empty", "Model empty", "The body is the model's file; it was empty."));
            case ModelTooLarge(long largestBytes) -> Problems.send(request, response, Problem.of(Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "model-too-large", "Model too large", "A model's file has at most " + largestBytes + " bytes."));
        }
    }

    /** A client that waits for "100 Continue" gets it from here. */
    private static InputStream content(ServerRequest request) {
        return request.content().hasEntity() ? request.content().inputStream() : InputStream.nullInputStream();
    }

    private static void requireType(ServerRequest request) {
        request.headers().contentType().map(type -> type.mediaType().text()).filter(type -> !TYPES.contains(type)).ifPresent(type -> {
            throw new ProblemException(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "The body must be application/octet-stream or model/stl."));
        });
    }
}
