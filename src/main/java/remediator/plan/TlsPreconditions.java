package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.UserGroup;
import remediator.plan.Plan.Blocker;

/**
 * What speaks against switching TLS on in a running group, and what the policy wants after that.
 */
final class TlsPreconditions {
  private TlsPreconditions() {}

  /**
   * Every reason against it.
   *
   * @param engine that the group has when TLS is switched on
   */
  static List<Blocker> against(
      CacheGroup group, EngineVersion engine, Policy policy, RelatedResources around) {
    List<Blocker> found = new ArrayList<>();
    String type = group.spec().layout().nodeType();
    if (type.startsWith("cache.m1.") || type.startsWith("cache.m2.")) {
      found.add(
          new Blocker(
              "nodes of type " + type + " cannot have TLS", "change the node type first", false));
    }
    boolean access =
        group.spec().access().authToken() || !group.spec().access().userGroups().isEmpty();
    if (access) {
      // "Modification of transit encryption is not supported for access control enabled clusters."
      found.add(
          new Blocker(
              "it has an AUTH token or user groups, with which ElastiCache refuses to change TLS",
              "take access control off, or replace the group",
              false));
    }
    if (policy.is(PolicySetting.AUTH, "user-group")) {
      found.addAll(userGroup(policy.get(PolicySetting.USER_GROUP), engine, around.userGroup()));
    }
    return found;
  }

  /**
   * "Role-Based Access Control (RBAC)". That the engine is 6.0 or newer needs no look: TLS is
   * switched on in newer ones only.
   */
  private static List<Blocker> userGroup(
      String id, EngineVersion engine, Answer<UserGroup> answer) {
    if (id.equals("none")) {
      return List.of(
          new Blocker(
              "a user group is to be attached, and none is named",
              "name it by the parameter "
                  + PolicySetting.USER_GROUP.parameter()
                  + " or the tag "
                  + PolicySetting.USER_GROUP.tag(),
              false));
    }
    return switch (answer) {
      case Answer.Found<UserGroup>(UserGroup is) -> unfit(id, engine, is);
      case Answer.Missing<UserGroup> _ ->
          List.of(
              new Blocker(
                  "the user group " + id + " is not there",
                  "make it in the group's account and Region, or name another by "
                      + PolicySetting.USER_GROUP.key(),
                  false));
      case Answer.Unknown<UserGroup>(String why) ->
          List.of(
              new Blocker(
                  "whether the user group " + id + " is there is not known: " + why,
                  "let the product's role look",
                  false));
      case Answer.NotAsked<UserGroup> _ -> List.of();
    };
  }

  private static List<Blocker> unfit(String id, EngineVersion engine, UserGroup is) {
    List<Blocker> found = new ArrayList<>();
    if (!is.status().equals("active")) {
      boolean passes = Set.of("creating", "modifying").contains(is.status());
      found.add(
          new Blocker(
              "the user group " + id + " is not active: its status is " + is.status(),
              passes ? "wait until it is" : "name another by " + PolicySetting.USER_GROUP.key(),
              passes));
    }
    if (is.engine().equalsIgnoreCase("valkey") && engine.engine().equals("redis")) {
      found.add(
          new Blocker(
              "the user group " + id + " is of the engine valkey, and the group of " + engine,
              "name one of the engine redis, which fits both, by " + PolicySetting.USER_GROUP.key(),
              false));
    }
    return found;
  }
}
