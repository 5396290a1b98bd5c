package remediator.local.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import remediator.local.cloud.AwsFault;

/** Looks at refusals. */
final class Faults {
  private Faults() {}

  static void assertRefused(ThrowingCallable call, String code, String message) {
    AwsFault fault = catchThrowableOfType(AwsFault.class, call);
    assertThat(fault).as("a refusal").isNotNull();
    assertThat(fault.code() + ": " + fault.getMessage()).isEqualTo(code + ": " + message);
  }

  static void assertRefused(ThrowingCallable call, String code) {
    AwsFault fault = catchThrowableOfType(AwsFault.class, call);
    assertThat(fault).as("a refusal").isNotNull();
    assertThat(fault.code()).isEqualTo(code);
  }
}
