package dev.touchstone.mes.domain.deadletter;

import java.time.Instant;
import java.util.Optional;

/**
 * A message that its consumer, or the broker, has given up.
 *
 * @param reason    a code such as MALFORMED_MESSAGE, or DELIVERY_LIMIT where the broker did it
 * @param detail    for people
 * @param deadSince empty when nobody noted it
 */
public record DeadLetter(LetterId id, String type, String reason, Optional<String> detail, int attempts, Optional<Instant> deadSince, int payloadBytes) {}
