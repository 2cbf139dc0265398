package dev.touchstone.local.stack;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortsTest {

    @Test
    void movesEveryPortByTheSameNumber() {
        assertThat(Ports.shifted(0).of(StackPort.SHOP_API)).isEqualTo(8081);
        assertThat(Ports.shifted(100).numbers()).allSatisfy((port, number) -> assertThat(number).isEqualTo(Ports.shifted(0).of(port) + 100));
    }

    @Test
    void refusesToMoveAPortOutOfTheRange() {
        assertThatThrownBy(() -> Ports.shifted(50_000)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("port offset 50000");
        assertThatThrownBy(() -> Ports.shifted(-8_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesEveryPortANumberOfItsOwn() {
        assertThat(Ports.shifted(0).numbers().values()).doesNotHaveDuplicates();
        assertThat(Ports.free().numbers().values()).doesNotHaveDuplicates();
    }

    @Test
    void seesThatSomebodyListens() throws Exception {
        try (ServerSocket onLoopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); ServerSocket everywhere = new ServerSocket(0)) {
            assertThat(FreePorts.isFree(onLoopback.getLocalPort())).isFalse();
            assertThat(FreePorts.isFree(everywhere.getLocalPort())).isFalse();
        }
    }
}
