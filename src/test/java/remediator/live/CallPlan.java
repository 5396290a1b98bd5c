package remediator.live;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** One operation that goes otherwise than in the local cloud. */
final class CallPlan {
  private CallPlan() {}

  /** It is refused. */
  static FaultPlan refused(String operation, String code, String message) {
    return refused(operation, code, message, () -> true);
  }

  /** It is refused from when on. */
  static FaultPlan refused(String operation, String code, String message, BooleanSupplier when) {
    return new FaultPlan() {
      @Override
      public InjectedFault decide(CallerIdentity caller, String service, String called) {
        return InjectedFault.NONE;
      }

      @Override
      public Optional<AwsFault> refusal(
          CallerIdentity caller, String service, String called, String body) {
        return called.equals(operation) && when.getAsBoolean()
            ? Optional.of(new AwsFault(code, 403, message))
            : Optional.empty();
      }
    };
  }

  /** It is answered otherwise. */
  static FaultPlan answered(Class<? extends SdkPojo> request, UnaryOperator<SdkPojo> answer) {
    return new FaultPlan() {
      @Override
      public InjectedFault decide(CallerIdentity caller, String service, String called) {
        return InjectedFault.NONE;
      }

      @Override
      public SdkPojo altered(
          CallerIdentity caller, String service, SdkPojo asked, SdkPojo response) {
        return request.isInstance(asked) ? answer.apply(response) : response;
      }
    };
  }

  /** The credentials are of another. */
  static FaultPlan caller(String account, String arn) {
    return answered(
        GetCallerIdentityRequest.class,
        r -> GetCallerIdentityResponse.builder().account(account).arn(arn).userId("ID").build());
  }
}
