package remediator.workflow.tls;

import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.TlsState;
import remediator.workflow.core.EndpointParameters;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.dns.RecordMove;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * One of the two steps back: from required to preferred, or from preferred to off ("Disabling
 * in-transit encryption"). The names of the endpoints change with the second one.
 */
public record DisableTls(TransitEncryptionMode target) implements Step {
  @Override
  public StepResult run(StepContext context) {
    Optional<GroupState> found = context.state(context.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    context.change(
        c ->
            c.attribute(CaseAttribute.OLD_ENDPOINTS).isPresent()
                ? c
                : c.with(
                    CaseAttribute.OLD_ENDPOINTS, StrictJson.write(state.endpoints().byKind())));
    if (state.isStable() && state.transit().compareTo(target) <= 0) {
      return reached(context, state);
    }
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + context.group().id() + " is being deleted");
    }
    if (PollingSchedule.forOthers(state)) {
      return PollingSchedule.othersFirst(context, state.pending());
    }
    if (!state.isStable() || context.wasRequestedRecently(asked())) {
      return look(context, words() + " is on its way: " + state.status());
    }
    if (target == TransitEncryptionMode.NONE && state.transit() == TransitEncryptionMode.REQUIRED) {
      return new Failed(
          "somebody else has made "
              + context.group().id()
              + " refuse plaintext again; nothing is forced");
    }
    List<String> waiting = context.groups().pendingAtNodes(state);
    return waiting.isEmpty() ? ask(context) : PollingSchedule.othersFirst(context, waiting);
  }

  private StepResult ask(StepContext context) {
    TlsStateRecorder.reached(
        context,
        target == TransitEncryptionMode.NONE ? TlsState.TURNING_OFF : TlsState.TURNING_BACK);
    context.recordRequest(asked());
    try {
      context.elastiCache().modifyReplicationGroup(request(context));
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, "the group is busy");
    } catch (InvalidParameterCombinationException e) {
      if (!AwsErrorText.reason(e).contains("No modifications were requested")) {
        return new Failed(
            "ElastiCache refuses "
                + words()
                + " on "
                + context.group().id()
                + ": "
                + AwsErrorText.reason(e));
      }
    }
    return look(context, words() + " has been asked for");
  }

  private ModifyReplicationGroupRequest request(StepContext context) {
    ModifyReplicationGroupRequest.Builder request =
        ModifyReplicationGroupRequest.builder()
            .replicationGroupId(context.group().id())
            .transitEncryptionEnabled(target != TransitEncryptionMode.NONE)
            .applyImmediately(true);
    return target == TransitEncryptionMode.NONE
        ? request.build()
        : request.transitEncryptionMode(target.apiValue()).build();
  }

  private StepResult reached(StepContext context, GroupState state) {
    if (target == TransitEncryptionMode.PREFERRED) {
      // The names with TLS take plaintext as well from now on, so what is published stays good.
      TlsStateRecorder.reached(
          context,
          state.transit() == TransitEncryptionMode.NONE ? TlsState.OFF : TlsState.PREFERRED);
      return new Done();
    }
    EndpointParameters parameters = new EndpointParameters(context);
    String now = StrictJson.write(state.endpoints().byKind());
    parameters.put("previous", context.now().require(CaseAttribute.OLD_ENDPOINTS));
    parameters.put("current", now);
    context.change(c -> c.with(CaseAttribute.NEW_ENDPOINTS, now));
    RecordMove.run(context, false);
    TlsStateRecorder.reached(context, TlsState.OFF);
    return new Done();
  }

  private StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, EnableTls.TYPICAL, why);
  }

  private String asked() {
    return "back-to-" + target.apiValue();
  }

  private String words() {
    return target == TransitEncryptionMode.NONE
        ? "switching TLS off"
        : "going back to TLS preferred";
  }
}
