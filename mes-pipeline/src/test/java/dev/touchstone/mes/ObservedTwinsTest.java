package dev.touchstone.mes;

import dev.touchstone.mes.domain.conveyor.Stage;
import dev.touchstone.mes.domain.part.Part;
import dev.touchstone.mes.domain.workorder.MachiningWorkOrder;
import dev.touchstone.mes.domain.workorder.ModelId;
import dev.touchstone.mes.fake.Workshop;
import dev.touchstone.observability.port.ObservedTwins;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class ObservedTwinsTest {

    @Test
    void observesEveryPortWithoutChangingIt() {
        ObservedTwins.in("dev.touchstone.mes")
                .sample(ModelId.class, new ModelId("0a".repeat(32)), new ModelId("0b".repeat(32)))
                .sample(Part.class, Workshop.CUBE)
                .sample(Currency.class, Workshop.EURO)
                .sample(MachiningWorkOrder.class, new MachiningWorkOrder(Workshop.commission(), Workshop.QUOTE, Workshop.TOOLPATH, Stage.CASTING, 1))
                .verify();
    }
}
