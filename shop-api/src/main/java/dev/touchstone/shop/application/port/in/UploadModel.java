package dev.touchstone.shop.application.port.in;

import dev.touchstone.shop.domain.model.Model;
import dev.touchstone.shop.domain.order.CustomerId;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Keeps a model file for orders to come. Uploading the same file again changes nothing. */
public interface UploadModel {
    /** Opens the content at most once, and only if it may be taken; reads it only as far as needed to know the outcome. */
    Outcome upload(Command command);

    /**
     * @param content        its opening may be what bids the sender to begin
     * @param announcedBytes the length that the sender promised, so that a file known to be too large isn't even begun
     */
    record Command(CustomerId customer, Supplier<InputStream> content, OptionalLong announcedBytes) {}

    sealed interface Outcome permits Uploaded, Refused {}

    /** @param firstTime false when this customer had uploaded the same file before */
    record Uploaded(Model model, boolean firstTime) implements Outcome {}

    sealed interface Refused extends Outcome permits EmptyModel, ModelTooLarge {}

    record EmptyModel() implements Refused {}

    record ModelTooLarge(long largestBytes) implements Refused {}
}
