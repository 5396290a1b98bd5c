package remediator.step;

import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.group.TransitMode;
import remediator.json.StrictJson;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/**
 * One of the two steps back: from required to preferred, or from preferred to off ("Disabling
 * in-transit encryption"). The names of the endpoints change with the second one.
 */
record SwitchTlsBack(TransitMode target) implements Step {
  @Override
  public Answer run(Work work) {
    Optional<GroupState> found = work.state(work.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    work.later(
        c ->
            c.fact(Fact.OLD_ENDPOINTS).isPresent()
                ? c
                : c.with(Fact.OLD_ENDPOINTS, StrictJson.write(state.endpoints().byKind())));
    if (state.settled() && state.transit().compareTo(target) <= 0) {
      return reached(work, state);
    }
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + work.group().id() + " is being deleted");
    }
    if (Waits.forOthers(state)) {
      return Waits.othersFirst(work, state.pending());
    }
    if (!state.settled() || work.justAsked(asked())) {
      return look(work, words() + " is on its way: " + state.status());
    }
    if (target == TransitMode.NONE && state.transit() == TransitMode.REQUIRED) {
      return new Failed(
          "somebody else has made "
              + work.group().id()
              + " refuse plaintext again; nothing is forced");
    }
    List<String> waiting = work.groups().pendingAtNodes(state);
    return waiting.isEmpty() ? ask(work) : Waits.othersFirst(work, waiting);
  }

  private Answer ask(Work work) {
    Stages.reached(work, target == TransitMode.NONE ? TlsStage.TURNING_OFF : TlsStage.TURNING_BACK);
    work.asking(asked());
    try {
      work.elastiCache().modifyReplicationGroup(request(work));
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, "the group is busy");
    } catch (InvalidParameterCombinationException e) {
      if (!AwsErrorText.reason(e).contains("No modifications were requested")) {
        return new Failed(
            "ElastiCache refuses "
                + words()
                + " on "
                + work.group().id()
                + ": "
                + AwsErrorText.reason(e));
      }
    }
    return look(work, words() + " has been asked for");
  }

  private ModifyReplicationGroupRequest request(Work work) {
    ModifyReplicationGroupRequest.Builder request =
        ModifyReplicationGroupRequest.builder()
            .replicationGroupId(work.group().id())
            .transitEncryptionEnabled(target != TransitMode.NONE)
            .applyImmediately(true);
    return target == TransitMode.NONE
        ? request.build()
        : request.transitEncryptionMode(target.word()).build();
  }

  private Answer reached(Work work, GroupState state) {
    if (target == TransitMode.PREFERRED) {
      // The names with TLS take plaintext as well from now on, so what is published stays good.
      Stages.reached(work, state.transit() == TransitMode.NONE ? TlsStage.OFF : TlsStage.PREFERRED);
      return new Done();
    }
    EndpointParameters parameters = new EndpointParameters(work);
    String now = StrictJson.write(state.endpoints().byKind());
    parameters.put("previous", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("current", now);
    work.later(c -> c.with(Fact.NEW_ENDPOINTS, now));
    Stages.reached(work, TlsStage.OFF);
    return new Done();
  }

  private Answer look(Work work, String why) {
    return Waits.lookAgain(work, SwitchTls.TYPICAL, why);
  }

  private String asked() {
    return "back-to-" + target.word();
  }

  private String words() {
    return target == TransitMode.NONE ? "switching TLS off" : "going back to TLS preferred";
  }
}
