package remediator.plan;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.owner.OwnerAllowList;

/**
 * What an owner can decide. Each is a template parameter (the deployment's default) and a tag on a
 * group ({@code elasticache-encryption:<name>}), which may only tighten what the parameter says.
 * Tag values may hold letters, digits, spaces and {@code _ . : / = + - @} only ("Tagging your
 * ElastiCache resources"), which all the values here keep to.
 *
 * <p>A value is tighter where the product, because of it, does less that costs, interrupts, cuts
 * off, loses or deletes, or cannot be undone, or asks before it does; where it does the same, a
 * value is tighter that protects or keeps more. Values that cannot be compared loosen.
 */
public enum PolicySetting {
  /** Leave the group alone; that is tighter. */
  OPT_OUT("opt-out", "false", "true|false"),
  /** Which controls to act on: all, or one, which is tighter; one and another differ. */
  CONTROLS("controls", PolicySetting.ALL_CONTROLS, PolicySetting.ALL_CONTROLS + "|" + controlIds()),
  /** Change things, or only say what would be changed, which is tighter. */
  MODE("mode", "act", "act|plan-only"),
  /**
   * Several controls fail, TLS among them: one replacement that does all, or TLS on the old group
   * first. TLS first is tighter, as acting on TLS only is: it costs and deletes nothing.
   */
  SEVERAL_FAIL("several-fail", "one-replacement", "one-replacement|tls-first"),
  /**
   * An engine too old to switch TLS on: upgrade in place first, or replace the group. To upgrade is
   * tighter: a replacement costs a second group, and deletes one.
   */
  OLDER_ENGINES("older-engines", "upgrade", "upgrade|replace"),
  /**
   * The engine that an upgrade goes to, and that the new group of a replacement becomes. What is
   * too old is Redis; to stay with it is tighter.
   */
  TARGET_ENGINE("target-engine", "redis", "redis|valkey"),
  /**
   * The version that an upgrade goes to; "latest" is the newest that ElastiCache offers. An engine
   * is never downgraded, so the lower version is tighter.
   */
  TARGET_VERSION("target-version", "latest", "latest|[0-9]{1,2}\\.[0-9]{1,2}"),
  /**
   * Customer managed key for the replacement, by its own ARN or an alias's; "service" is
   * ElastiCache's own, at no cost. A key is tighter than none; another key than the deployment's is
   * not.
   */
  KMS_KEY(
      "kms-key",
      "service",
      "service|arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:(key/[A-Za-z0-9-]+|alias/[A-Za-z0-9/_-]+)"),
  /**
   * The secret that holds the AUTH token of a group that has one. It says where something is, and
   * loosens nothing.
   */
  AUTH_SECRET(
      "auth-secret",
      "none",
      "none|arn:[a-z-]+:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+"),
  /**
   * The Route 53 record that leads clients to the group. It says where something is, and loosens
   * nothing: a record that does not point to the group is never written.
   */
  DNS_RECORD("dns-record", "none", "none|[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+\\.?"),
  /** Whom messages about the group go to, of those whom the deployment lists; loosens nothing. */
  NOTIFY("notify", "none", OwnerAllowList.LEGAL),
  /**
   * The new group's id: one of its own beside the old group, or the old id again, for which the old
   * group must go first. Beside is tighter: nothing is deleted early, and there is no outage.
   */
  NEW_ID("new-id", "beside", "beside|same"),
  /**
   * What clients must show once plaintext is refused: nothing; an AUTH token, which is made; or
   * that they are users of a user group, which is attached. Nothing is tighter, since no client is
   * cut off; which of the others asks for more depends on the user group.
   */
  AUTH("auth", "none", "none|token|user-group"),
  /**
   * Id of the user group that is attached, as ElastiCache stores it. To name one where the
   * deployment names none says which; another than the deployment's may let more in, and loosens.
   */
  USER_GROUP("user-group", "none", "none|[a-z][a-z0-9-]*"),
  /**
   * How the data moves, and what may happen to writes meanwhile: they are held while the keys are
   * copied, held from before the snapshot on, or may be lost. To lose none is tighter, and of these
   * the shorter interruption.
   */
  DATA("data", "freeze", "copy|freeze|accept-loss|cache-only"),
  /**
   * How long writes may be held, in minutes, before they are let in again and the flow is rolled
   * back. Shorter is tighter.
   */
  FREEZE_MINUTES(
      "freeze-minutes", "120", "[2-9][0-9]|[1-9][0-9]{2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440"),
  /** Whether a person is asked before an engine upgrade, which cuts connections for a moment. */
  GATE_UPGRADE("gate-upgrade", "ask", "ask|skip"),
  /**
   * Whether a person is asked before plaintext and TLS are both accepted: names of single nodes
   * change then, which breaks clients that use them.
   */
  GATE_PREFERRED("gate-preferred", "skip", "ask|skip"),
  /** Whether a person is asked before a second group is made, which costs money. */
  GATE_REPLACE("gate-replace", "ask", "ask|skip"),
  /**
   * Whether a person is asked before the new group takes over. Where writes are held, that question
   * comes before the hold, with the one before the second group; "again" asks once more while they
   * are held, and is tighter.
   */
  GATE_CUT_OVER("gate-cut-over", "ask", "again|ask|skip"),
  /** Whether a person is asked before plaintext is refused. */
  GATE_REQUIRED("gate-required", "ask", "ask|skip"),
  /**
   * Opens that gate by itself once the probe has seen no plaintext client for so long. Never is
   * tightest, and a longer time tighter.
   */
  REQUIRED_AFTER_QUIET_MINUTES("required-after-quiet-minutes", "never", "never|[1-9][0-9]{0,4}"),
  /** Whether a person is asked before clients are refused that do not authenticate. */
  GATE_AUTH("gate-auth", "ask", "ask|skip"),
  /**
   * Whether a person is asked before TLS, which is taken back by command, is switched off. No tag
   * can skip this gate: encryption would be gone.
   */
  GATE_OFF("gate-off", "ask", "ask|skip"),
  /** Whether a person is asked before the old group is deleted. */
  GATE_RETIRE("gate-retire", "ask", "ask|skip"),
  /**
   * When steps that clients feel may begin, in UTC: any time, the group's own window, or this one.
   * A window is tighter than any time, and one within another tighter than that; how the group's
   * own window and one that is named compare is not known.
   */
  WINDOW(
      "window",
      "any",
      "any|own|(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]"
          + "-(mon|tue|wed|thu|fri|sat|sun):([01][0-9]|2[0-3]):[0-5][0-9]"),
  /**
   * How long a gate waits for an answer, in days; silence means no. Shorter is tighter: the no
   * comes earlier, and a link that allows something is good for less long.
   */
  GATE_DAYS("gate-days", "14", "[1-9]|[1-8][0-9]|90"),
  /**
   * How long plaintext and TLS may both be accepted before that is raised again, in days. Shorter
   * is tighter: half done is not forgotten for so long.
   */
  PREFERRED_DAYS("preferred-days", "14", "[1-9]|[1-8][0-9]|90"),
  /** How many days the old group is kept after cut-over. More are tighter. */
  KEEP_OLD_DAYS("keep-old-days", "0", "[0-9]|[12][0-9]|30"),
  /** Whether the old group's last snapshot stays, once the old group is gone; that is tighter. */
  FINAL_SNAPSHOT("final-snapshot", "keep", "keep|delete"),
  /**
   * Which automatic snapshots of the old group are copied, since they go with it. More are tighter.
   */
  KEEP_AUTOMATIC_SNAPSHOTS("keep-automatic-snapshots", "newest", "none|newest|all"),
  /**
   * How many flows for a group may fail one after the other before no other is tried by itself.
   * Fewer are tighter.
   */
  MAX_ATTEMPTS("max-attempts", "3", "[1-9]|1[0-9]|20"),
  /** Act on a group that a CloudFormation stack owns; to refuse is tighter. */
  CLOUDFORMATION_OWNED("cloudformation-owned", "refuse", "refuse|allow"),
  /**
   * Act on a group that a controller keeps in line (Crossplane, AWS Controllers for Kubernetes and
   * the like), which would undo it; to refuse is tighter.
   */
  CONTROLLER_OWNED("controller-owned", "refuse", "refuse|allow");

  /** The value of {@link #CONTROLS} for every control that there is. */
  static final String ALL_CONTROLS = "all";

  /** The value of {@link #MODE} that changes nothing. */
  public static final String PLAN_ONLY = "plan-only";

  /** Before the name of every tag that this product reads or writes. */
  public static final String TAG_PREFIX = "elasticache-encryption:";

  /** How {@link #SEVERAL_FAIL} was called while there were two controls; tags may still say so. */
  private static final String EARLIER_SEVERAL_FAIL = TAG_PREFIX + "both-fail";

  /** The last is the one gate that no tag may skip; nothing loosens the others. */
  private static final Set<String> NEVER_LOOSENED =
      Set.of("opt-out", "auth-secret", "dns-record", "notify", "gate-off");

  private final String key;
  private final String initial;
  private final Pattern legal;

  PolicySetting(String key, String initial, String legal) {
    this.key = key;
    this.initial = initial;
    this.legal = Pattern.compile(legal);
  }

  private static String controlIds() {
    return Control.all().stream()
        .map(c -> c.id().replace(".", "\\."))
        .collect(Collectors.joining("|"));
  }

  /** The name in tags, and in messages. */
  public String key() {
    return key;
  }

  public String tag() {
    return TAG_PREFIX + key;
  }

  /** The template's parameter, {@code GateDays}; those that only a tag can say have none. */
  public String parameter() {
    return Arrays.stream(key.split("-", -1))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining())
        .replace("Cloudformation", "CloudFormation");
  }

  /** The environment variable that carries the template's parameter, {@code POLICY_GATE_DAYS}. */
  public String variable() {
    return "POLICY_" + name();
  }

  /** The template's default. */
  public String initial() {
    return initial;
  }

  /** Whether the template's parameter TagsMayLoosen can list it. */
  public boolean canBeLoosened() {
    return !NEVER_LOOSENED.contains(key);
  }

  /** All that {@link #canBeLoosened}, by their keys. */
  static String loosenable() {
    return Arrays.stream(values())
        .filter(PolicySetting::canBeLoosened)
        .map(PolicySetting::key)
        .collect(Collectors.joining(", "));
  }

  /** How an owner can set it so that less is asked or more is done. */
  public String loosening() {
    return "the parameter %s, or the tag %s where the parameter TagsMayLoosen lists %s"
        .formatted(parameter(), tag(), key);
  }

  /**
   * Whether a tag's value does not loosen the parameter's.
   *
   * @param parameter the value of the template's parameter
   * @param tag the value of the tag
   */
  boolean keepsOrTightens(String parameter, String tag) {
    return tag.equals(parameter) || PolicyTightening.isTighter(this, parameter, tag);
  }

  boolean allows(String value) {
    return value.equals(initial) || legal.matcher(value).matches();
  }

  /** The legal values, as a regular expression. */
  public String legal() {
    return legal.pattern();
  }

  /** The same for people, to whom a dot is a dot, and an ARN an example. */
  String legalWords() {
    return switch (this) {
      case KMS_KEY ->
          "service, or the ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID) or of an alias"
              + " (arn:aws:kms:REGION:ACCOUNT:alias/NAME)";
      case AUTH_SECRET ->
          "none, or the ARN of a secret (arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-SUFFIX)";
      case DNS_RECORD -> "none, or a name such as cache.shop.internal, in small letters";
      case NOTIFY -> "none, the ARN of a topic, or mail addresses with spaces between them";
      case GATE_DAYS, PREFERRED_DAYS -> "a number from 1 to 90";
      case KEEP_OLD_DAYS -> "a number from 0 to 30";
      case FREEZE_MINUTES -> "a number from 20 to 1440";
      case MAX_ATTEMPTS -> "a number from 1 to 20";
      case REQUIRED_AFTER_QUIET_MINUTES -> "never, or a number from 1 to 99999";
      case USER_GROUP -> "none, or the id of a user group, in small letters";
      case TARGET_VERSION -> "latest, or a version such as 7.1";
      case WINDOW -> "any, own, or such as sat:02:00-sat:06:00 (UTC)";
      default -> legal().replace("\\.", ".").replace("|", ", ");
    };
  }

  static Optional<PolicySetting> ofKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  /** The setting that a tag sets, by its name or by one that it had earlier. */
  static Optional<PolicySetting> ofTag(String tag) {
    return tag.equals(EARLIER_SEVERAL_FAIL)
        ? Optional.of(SEVERAL_FAIL)
        : Arrays.stream(values()).filter(s -> s.tag().equals(tag)).findFirst();
  }
}
