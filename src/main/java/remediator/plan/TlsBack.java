package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.plan.Plan.Nothing;
import remediator.plan.Plan.Refusal;
import remediator.plan.Plan.Refused;

/** Decides on the way back, which only a person asks for. Pure, as the {@link Planner} is. */
public final class TlsBack {
  private TlsBack() {}

  /**
   * Decides.
   *
   * @param target {@code PREFERRED} or {@code NONE}
   */
  public static Plan plan(ReplicationGroup group, TransitMode target, Policy policy) {
    if (group.transit().compareTo(target) <= 0) {
      return new Nothing(
          target == TransitMode.NONE
              ? "its TLS is off already"
              : "it accepts plaintext already: its TLS is " + group.transit().word());
    }
    Plan plan = new Plan.BackFromTls(target);
    List<Refusal> against = Refusals.against(plan, group, policy, new Offer(List.of()));
    return against.isEmpty() ? plan : new Refused(against);
  }

  /**
   * "Disabling in-transit encryption": access control goes first, and the version must allow it.
   */
  static List<Refusal> against(ReplicationGroup group) {
    List<Refusal> found = new ArrayList<>();
    if (group.spec().access().authToken()) {
      found.add(
          new Refusal(
              "it has an AUTH token, with which ElastiCache refuses to change TLS",
              "move it to a user group (modify-replication-group --auth-token-update-strategy"
                  + " DELETE --user-group-ids-to-add …), take the user group off again, then repeat"
                  + " this",
              false));
    }
    if (!group.spec().access().userGroups().isEmpty()) {
      found.add(
          new Refusal(
              "it has user groups, with which ElastiCache refuses to change TLS",
              "take them off (modify-replication-group --user-group-ids-to-remove …), then repeat"
                  + " this",
              false));
    }
    if (!group.spec().engine().version().canSwitchTlsOnline()) {
      found.add(
          new Refusal(
              group.spec().engine().version() + " cannot change TLS on a running group",
              "upgrade the engine first",
              false));
    }
    return found;
  }
}
