package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySlotTest {
  @Test
  void theChecksumIsTheSpecificationsOwn() {
    assertThat(KeySlot.crc16("123456789".getBytes(UTF_8))).isEqualTo(0x31C3);
  }

  @ParameterizedTest
  @CsvSource({
    "123456789, 12739",
    "foo, 12182",
    "{foo}.bar, 12182",
    "a{foo}{bar}, 12182",
    "'', 0",
  })
  void onlyTheHashTagCounts(String key, int slot) {
    assertThat(KeySlot.of(key.getBytes(UTF_8))).isEqualTo(slot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo{}bar", "foo{bar", "foo}bar{"})
  void withoutATagTheWholeKeyCounts(String key) {
    byte[] bytes = key.getBytes(UTF_8);
    assertThat(KeySlot.of(bytes)).isEqualTo(KeySlot.crc16(bytes) % 16_384);
  }

  @Test
  void rangesAreWrittenInAnyForm() {
    assertThat(SlotRanges.parse("0-2,4").stream()).containsExactly(0, 1, 2, 4);
    assertThat(SlotRanges.parse("4, 0-2")).isEqualTo(SlotRanges.parse("0-2,4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a-b", "5-1", "0-16384", "1-2-3", "-1"})
  void whatIsNoRangeIsRefused(String text) {
    assertThatThrownBy(() -> SlotRanges.parse(text)).hasMessageContaining("not hash slots");
  }
}
