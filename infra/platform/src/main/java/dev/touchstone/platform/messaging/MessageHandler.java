package dev.touchstone.platform.messaging;

/** Takes one message; several threads may call it at once. */
@FunctionalInterface
public interface MessageHandler {
    /**
     * The message is acknowledged when this returns, so all that it does has to be durable by then.
     *
     * @return false when the message had had its effect before, as {@link Inbox#once} tells
     * @throws PermanentFailure when the message can never be handled
     * @throws Exception        when it could not be handled now; it will come again later
     */
    boolean handle(IncomingMessage message) throws Exception;
}
