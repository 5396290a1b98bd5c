package awsemulator.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import awsemulator.cloud.AwsFault;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Looks at refusals. */
public final class Faults {
  private Faults() {}

  public static void assertRefused(ThrowingCallable call, String code, String message) {
    AwsFault fault = catchThrowableOfType(AwsFault.class, call);
    assertThat(fault).as("a refusal").isNotNull();
    assertThat(fault.code() + ": " + fault.getMessage()).isEqualTo(code + ": " + message);
  }

  public static void assertRefused(ThrowingCallable call, String code) {
    AwsFault fault = catchThrowableOfType(AwsFault.class, call);
    assertThat(fault).as("a refusal").isNotNull();
    assertThat(fault.code()).isEqualTo(code);
  }
}
