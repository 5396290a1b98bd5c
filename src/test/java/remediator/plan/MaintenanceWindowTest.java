package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceWindowTest {
  /** 2026-11-02 is a Monday. */
  @ParameterizedTest
  @CsvSource({
    "sat:02:00-sat:06:00, 2026-11-07T02:00:00Z, PT0S",
    "sat:02:00-sat:06:00, 2026-11-07T05:59:59Z, PT0S",
    "sat:02:00-sat:06:00, 2026-11-07T06:00:00Z, PT164H",
    "sat:02:00-sat:06:00, 2026-11-02T00:00:00Z, PT122H",
    "sat:02:00-sat:06:00, 2026-11-07T01:59:59Z, PT1S",
    "sun:23:00-mon:01:30, 2026-11-02T01:29:59Z, PT0S",
    "sun:23:00-mon:01:30, 2026-11-02T01:30:00Z, PT165H30M",
    "sun:23:00-mon:01:30, 2026-11-08T23:00:00Z, PT0S",
    "mon:05:00-mon:04:00, 2026-11-02T04:30:00Z, PT30M",
    "mon:05:00-mon:04:00, 2026-11-02T03:59:00Z, PT0S",
    "tue:05:00-tue:05:00, 2026-11-02T09:00:00Z, PT0S"
  })
  void tellsHowLongUntilItOpens(String window, Instant now, Duration wait) {
    assertThat(MaintenanceWindow.parse(window).untilOpen(now)).isEqualTo(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "any", "sat:2:00-sat:06:00", "fre:02:00-sat:06:00", "sat:02:00"})
  void isNoOtherText(String text) {
    assertThatThrownBy(() -> MaintenanceWindow.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no window such as");
  }

  @Test
  void everyLegalValueOfTheSettingIsOne() {
    assertThat("sat:02:00-sun:23:59").matches(PolicySetting.WINDOW.legal());
    assertThat("sat:24:00-sun:23:59").doesNotMatch(PolicySetting.WINDOW.legal());
  }
}
