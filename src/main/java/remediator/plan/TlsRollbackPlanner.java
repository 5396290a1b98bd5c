package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import remediator.group.CacheGroup;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan.Blocker;
import remediator.plan.Plan.Nothing;
import remediator.plan.Plan.Refused;

/** Decides on the way back, which only a person asks for. Pure, as the {@link Planner} is. */
public final class TlsRollbackPlanner {
  private TlsRollbackPlanner() {}

  /**
   * Decides.
   *
   * @param target {@code PREFERRED} or {@code NONE}
   */
  public static Plan plan(CacheGroup group, TransitEncryptionMode target, Policy policy) {
    if (group.transit().compareTo(target) <= 0) {
      return new Nothing(
          target == TransitEncryptionMode.NONE
              ? "its TLS is off already"
              : "it accepts plaintext already: its TLS is " + group.transit().apiValue());
    }
    Plan plan = new Plan.RollBackTls(target);
    List<Blocker> against =
        CommonPreconditions.against(
            plan, group, policy, new AvailableEngineVersions(List.of()), RelatedResources.UNSEEN);
    return against.isEmpty() ? plan : new Refused(against);
  }

  /**
   * "Disabling in-transit encryption": access control goes first, and the version must allow it.
   */
  static List<Blocker> against(CacheGroup group) {
    List<Blocker> found = new ArrayList<>();
    if (group.spec().access().authToken()) {
      found.add(
          new Blocker(
              "it has an AUTH token, with which ElastiCache refuses to change TLS",
              "move it to a user group (modify-replication-group --auth-token-update-strategy"
                  + " DELETE --user-group-ids-to-add …), take the user group off again, then repeat"
                  + " this",
              false));
    }
    if (!group.spec().access().userGroups().isEmpty()) {
      found.add(
          new Blocker(
              "it has the user group "
                  + String.join(", ", group.spec().access().userGroups())
                  + ", with which ElastiCache refuses to change TLS",
              "take them off (aws elasticache modify-replication-group --replication-group-id "
                  + group.arn().id()
                  + " --apply-immediately --user-group-ids-to-remove "
                  + String.join(" ", group.spec().access().userGroups())
                  + "), then repeat this",
              false));
    }
    if (!group.spec().engine().version().canSwitchTlsOnline()) {
      found.add(
          new Blocker(
              group.spec().engine().version() + " cannot change TLS on a running group",
              "upgrade the engine first",
              false));
    }
    return found;
  }
}
