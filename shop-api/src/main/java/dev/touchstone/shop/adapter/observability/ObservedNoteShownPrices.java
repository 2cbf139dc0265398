package dev.touchstone.shop.adapter.observability;

import dev.touchstone.observability.port.PortObserver;
import dev.touchstone.shop.application.port.in.NoteShownPrices;
import dev.touchstone.shop.domain.order.Order;
import java.time.Duration;
import java.util.List;

public final class ObservedNoteShownPrices implements NoteShownPrices {
    private final NoteShownPrices noteShownPrices;
    private final PortObserver observer;

    public ObservedNoteShownPrices(NoteShownPrices noteShownPrices, PortObserver observer) {
        this.noteShownPrices = noteShownPrices;
        this.observer = observer;
    }

    @Override
    public List<Duration> shown(List<Order> orders) {
        return observer.call(ShopCall.NOTE_SHOWN_PRICES, () -> noteShownPrices.shown(orders));
    }
}
