package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;
import remediator.iac.IacOwnership;
import remediator.plan.Control.Remedy;
import remediator.plan.Plan.Blocker;
import remediator.plan.Plan.Nothing;
import remediator.plan.Plan.OnlineTls;
import remediator.plan.Plan.Refused;
import remediator.plan.Plan.Replace;
import remediator.plan.Plan.UpgradeThenTls;

/**
 * The decision table. Pure: what the group is, what the owner wants and what ElastiCache offers go
 * in, a plan comes out.
 *
 * <pre>
 *   what fails and is wanted     TLS        engine      policy                  plan
 *   not the finding's control    any        any         any                     nothing
 *   at rest (and in transit)     any        any         several-fail one        replace, with TLS if wanted
 *   both                         preferred  any         several-fail tls-first  online TLS (finish)
 *   both                         off        as below    several-fail tls-first  as below
 *   in transit only              preferred  any         any                     online TLS (finish)
 *   in transit only              off        TLS online  any                     online TLS
 *   in transit only              off        older       older-engines upgrade   upgrade, then TLS
 *   in transit only              off        older       older-engines replace   replace
 *   any of these, and a reason against it (see Refusals)                        refused
 *
 *   a replacement of Redis OSS with target-engine valkey: the new group is upgraded before it takes over
 * </pre>
 */
public final class Planner {
  /** How the names of parameter groups begin by which flows hold writes. */
  public static final String FREEZE = "elasticache-encryption-freeze-";

  private Planner() {}

  /**
   * Decides.
   *
   * @param control that failed, by the finding
   * @param around what {@link #needsSurroundings} asked for
   */
  public static Plan plan(
      CacheGroup group,
      Control control,
      Policy policy,
      AvailableEngineVersions versions,
      RelatedResources around) {
    if (failing(group).isEmpty()) {
      return new Nothing("it is " + Control.requirements(Control.all()) + " already");
    }
    if (control.isSatisfiedBy(group.spec().settings())) {
      return new Nothing("it is " + control.requirement() + " already; the finding is out of date");
    }
    if (!policy.wants(control)) {
      return new Nothing("the policy does not act on " + control.id());
    }
    Plan plan =
        control
            .falseAlarm(group)
            .<Plan>map(reason -> new Refused(List.of(reason)))
            .orElseGet(() -> route(group, policy, versions));
    List<Blocker> against = CommonPreconditions.against(plan, group, policy, versions, around);
    return against.isEmpty() ? plan : new Refused(against);
  }

  private static Plan route(CacheGroup group, Policy policy, AvailableEngineVersions versions) {
    Set<Remedy> remedies =
        failing(group).stream()
            .filter(policy::wants)
            .filter(c -> c.falseAlarm(group).isEmpty())
            .map(Control::remedy)
            .collect(Collectors.toSet());
    boolean tlsFirst =
        remedies.contains(Remedy.SWITCH_TLS_ON)
            && policy.is(PolicySetting.SEVERAL_FAIL, "tls-first");
    if (remedies.contains(Remedy.REPLACE_GROUP) && !tlsFirst) {
      return replace(group, policy, versions);
    }
    if (group.transit() == TransitEncryptionMode.PREFERRED
        || group.spec().engine().version().canSwitchTlsOnline()) {
      return new OnlineTls();
    }
    if (policy.is(PolicySetting.OLDER_ENGINES, "replace")) {
      return replace(group, policy, versions);
    }
    return upgrade(group, policy, versions)
        .<Plan>map(UpgradeThenTls::new)
        .orElseGet(() -> noTarget(policy));
  }

  /**
   * A snapshot is restored with the engine that it was taken of; whether ElastiCache would restore
   * one of Redis OSS with Valkey is documented nowhere. The upgrade in place is ("Upgrading engine
   * versions including cross engine upgrades").
   */
  private static Plan replace(CacheGroup group, Policy policy, AvailableEngineVersions versions) {
    GroupSpec target = targetSpec(group, policy);
    if (group.spec().engine().version().engine().equals("valkey")
        || !policy.is(PolicySetting.TARGET_ENGINE, "valkey")) {
      return new Replace(target, Optional.empty());
    }
    return upgrade(group, policy, versions)
        .<Plan>map(upgrade -> new Replace(target, Optional.of(upgrade)))
        .orElseGet(() -> noTarget(policy));
  }

  private static List<Control> failing(CacheGroup group) {
    return Control.all().stream().filter(c -> !c.isSatisfiedBy(group.spec().settings())).toList();
  }

  /** The controls that the plan, once carried out, meets. */
  public static Set<Control> answered(Plan plan, CacheGroup group, Policy policy) {
    return failing(group).stream()
        .filter(policy::wants)
        .filter(c -> plan instanceof Replace || c.remedy() == Remedy.SWITCH_TLS_ON)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Plan.Upgrade> upgrade(
      CacheGroup group, Policy policy, AvailableEngineVersions versions) {
    return UpgradeTargetSelector.choose(group, policy, versions)
        .map(target -> new Plan.Upgrade(target.engine(), parameters(group, target)));
  }

  private static Refused noTarget(Policy policy) {
    return new Refused(
        List.of(
            new Blocker(
                "ElastiCache offers no "
                    + policy.get(PolicySetting.TARGET_ENGINE)
                    + " version "
                    + policy.get(PolicySetting.TARGET_VERSION)
                    + " that can switch TLS on",
                "set target-engine and target-version to one that it offers",
                false)));
  }

  /** A group of the owner's own holds values that somebody wants: they are carried over. */
  private static Plan.Parameters parameters(
      CacheGroup group, AvailableEngineVersions.Version target) {
    String usual = target.defaultParameterGroup(group.spec().layout().sharded());
    String now = group.spec().engine().parameterGroup();
    return now.startsWith("default.")
        ? new Plan.Parameters(usual, target.family(), usual, Optional.empty())
        : new Plan.Parameters(
            ParameterMigration.name(group.arn().id(), target.family()),
            target.family(),
            usual,
            Optional.of(now));
  }

  /** The same cache, only that it meets the controls that the policy acts on. */
  public static GroupSpec targetSpec(CacheGroup group, Policy policy) {
    GroupSpec spec = group.spec();
    for (Control control : Control.all()) {
      if (policy.wants(control) || control.isMetByEveryReplacement()) {
        spec = control.appliedTo(spec, policy);
      }
    }
    TreeMap<String, String> tags = new TreeMap<>(spec.tags());
    // Those of an earlier replacement are history.
    tags.keySet().removeAll(ResourceTags.ALL);
    tags.keySet().removeAll(IacOwnership.identityTags(tags));
    return withFailover(spec.withTags(tags));
  }

  /**
   * "Redis with cluster mode enabled cannot be created with auto failover turned off": the console
   * once made such groups, and the API makes none.
   */
  private static GroupSpec withFailover(GroupSpec spec) {
    GroupSpec.Layout is = spec.layout();
    return is.sharded() && !is.automaticFailover()
        ? spec.withLayout(
            new GroupSpec.Layout(
                is.nodeType(), is.clusterMode(), is.shards(), true, is.multiAz(), is.dataTiering()))
        : spec;
  }

  /**
   * Whether deciding needs to know what stands around the group: a new group is made only where all
   * that it needs is there.
   */
  public static boolean needsSurroundings(
      CacheGroup group, Control control, Policy policy, AvailableEngineVersions versions) {
    return isActedOn(group, control, policy) && route(group, policy, versions) instanceof Replace;
  }

  /** Whether it needs to know the user group that is attached once TLS is required. */
  public static boolean needsUserGroup(
      CacheGroup group, Control control, Policy policy, AvailableEngineVersions versions) {
    return policy.is(PolicySetting.AUTH, "user-group")
        && !policy.is(PolicySetting.USER_GROUP, "none")
        && isActedOn(group, control, policy)
        && !(route(group, policy, versions) instanceof Replace);
  }

  /** Whether it needs to know the record that leads clients to the group. */
  public static boolean needsDnsRecord(CacheGroup group, Control control, Policy policy) {
    return !policy.is(PolicySetting.DNS_RECORD, "none") && isActedOn(group, control, policy);
  }

  private static boolean isActedOn(CacheGroup group, Control control, Policy policy) {
    return !control.isSatisfiedBy(group.spec().settings())
        && policy.wants(control)
        && control.falseAlarm(group).isEmpty();
  }

  /**
   * Why a key cannot be chosen for a group at a gate; empty where nothing is known against it. An
   * alias is none: what is behind it is looked up before the question only.
   */
  public static Optional<String> keyProblem(GroupArn group, String key) {
    return key.contains(":alias/")
        ? Optional.of("the choice kms-key names an alias: name the key itself here")
        : RelatedResourcePreconditions.ofAnotherPlace(group, key).map(Blocker::toString);
  }

  /** Why keys of a group cannot be copied under a policy, as far as the group tells. */
  public static Optional<String> copyObstacle(CacheGroup group, Policy policy) {
    return ReplacePreconditions.copyObstacle(targetSpec(group, policy).access(), policy);
  }

  /** What a plan does not change, and its owner should know before it is carried out. */
  public static List<String> cautions(Plan plan, CacheGroup group) {
    List<String> cautions = new ArrayList<>();
    Set<String> left = new TreeSet<>(IacOwnership.identityTags(group.spec().tags()));
    if (plan instanceof Replace && !left.isEmpty()) {
      cautions.add(
          "the new group does not get the tags "
              + String.join(", ", left)
              + ", by which a controller would take it for its own: point its manifest at the new"
              + " group, and let it set them");
    }
    List<String> waiting = group.conditions().awaitingReboot();
    if (!waiting.isEmpty()) {
      cautions.add(
          "values of its parameter group "
              + group.spec().engine().parameterGroup()
              + " are not in force on "
              + String.join(", ", waiting)
              + " until a reboot (pending-reboot): new nodes start with them in force");
    }
    IacOwnership owner = IacOwnership.of(group);
    if (owner.tool() != IacOwnership.Tool.UNKNOWN
        && owner.tool() != IacOwnership.Tool.CLOUDFORMATION) {
      cautions.add(
          owner.tool().reconciles()
              ? owner.tool().title()
                  + " keeps it in line, by its tag "
                  + owner.sign()
                  + ": change "
                  + owner.tool().source()
                  + " first, or it undoes this"
              : "it seems to be described in "
                  + owner.tool().title()
                  + ", by its tag "
                  + owner.sign()
                  + ": change "
                  + owner.tool().source()
                  + " before its next run, which would undo this or make an empty group");
    }
    return cautions;
  }

  /** How many days the flow waits at gates if each is answered at the last moment. */
  public static int daysAtGates(Plan plan, Policy policy) {
    return CommonPreconditions.atGates(plan, policy);
  }

  /** Whether deciding about this group needs to know what ElastiCache offers. */
  public static boolean needsOffer(CacheGroup group) {
    EngineVersion version = group.spec().engine().version();
    List<Control> failing = failing(group);
    return failing.stream().anyMatch(c -> c.remedy() == Remedy.REPLACE_GROUP)
        || (!failing.isEmpty() && !version.canSwitchTlsOnline());
  }
}
