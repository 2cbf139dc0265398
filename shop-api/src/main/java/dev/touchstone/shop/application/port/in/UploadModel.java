package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.order.CustomerId;
import java.io.InputStream;
import java.util.OptionalLong;

/** Keeps a model file for orders to come. Uploading the same file again changes nothing. */
public interface UploadModel {
    /** Reads the content at most once, and only as far as needed to know the outcome; does not close it. */
    Outcome upload(Command command);

    /** @param announcedBytes the length that the sender promised, so that a file known to be too large isn't even begun */
    record Command(CustomerId customer, InputStream content, OptionalLong announcedBytes) {}

    sealed interface Outcome permits Uploaded, Refused {}

    /** @param firstTime false when this customer had uploaded the same file before */
    record Uploaded(Model model, boolean firstTime) implements Outcome {}

    sealed interface Refused extends Outcome permits EmptyModel, ModelTooLarge {}

    record EmptyModel() implements Refused {}

    record ModelTooLarge(long largestBytes) implements Refused {}
}
