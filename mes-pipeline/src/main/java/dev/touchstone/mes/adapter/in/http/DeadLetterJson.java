package dev.touchstone.mes.adapter.in.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Aged;
import dev.touchstone.mes.application.port.in.ViewDeadLetters.Listed;
import dev.touchstone.mes.domain.deadletter.DeadLetter;
import java.time.Duration;

/** Dead letters as operators get them; never with the payload. */
final class DeadLetterJson {

    private static final double MILLISECONDS = 1_000.0;

    private DeadLetterJson() {}

    static ObjectNode page(Listed listed) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode queues = json.putArray("queues");
        listed.piles().forEach(pile -> {
            ArrayNode letters = queues.addObject()
                    .put("queue", pile.queue().value())
                    .put("messages", pile.letters())
                    .putArray("letters");
            pile.oldest().forEach(letter -> letters.add(letter(letter)));
        });
        return json;
    }

    private static ObjectNode letter(Aged aged) {
        DeadLetter letter = aged.letter();
        ObjectNode json = JsonNodeFactory.instance.objectNode()
                .put("id", letter.id().value())
                .put("type", letter.type())
                .put("reason", letter.reason());
        letter.detail().ifPresent(detail -> json.put("detail", detail));
        json.put("attempts", letter.attempts());
        letter.deadSince().ifPresent(since -> json.put("deadSince", since.toString()));
        aged.age().map(Duration::toMillis).ifPresent(age -> json.put("ageSeconds", age / MILLISECONDS));
        return json.put("payloadBytes", letter.payloadBytes());
    }
}
