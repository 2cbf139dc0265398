package dev.touchstone.shop.adapter.out.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.shop.domain.order.OrderId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeOrderedOrderIdsTest {
    @Test
    void givesVersionSevenIdsThatSortByTheirTime() {
        TimeOrderedOrderIds ids = new TimeOrderedOrderIds();
        List<String> given = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            OrderId id = ids.next();
            assertThat(id.value().version()).isEqualTo(7);
            given.add(id.toString());
        }

        assertThat(given).isSorted().doesNotHaveDuplicates();
    }
}
