package remediator.workflow.core;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import remediator.group.GroupArn;
import remediator.ledger.ExecutionNames;
import remediator.ledger.RemediationCase;
import remediator.plan.Planner;
import remediator.plan.ResourceTags;

/**
 * Names for what a flow makes: legal (1 to 40 letters, digits and single hyphens, a letter first),
 * recognisable, and the same whenever the step is repeated.
 */
public final class ResourceNames {
  private static final int LONGEST = 40;
  private static final Pattern WHEN = Pattern.compile("-\\d{4}(-\\d{2}){4}$");

  /** How the names of parameter groups begin by which writes are held; rights hang on it. */
  public static final String FREEZE = Planner.FREEZE;

  private ResourceNames() {}

  /** Names for the snapshot that the new group is made from, the best first. */
  public static List<String> snapshot(RemediationCase c) {
    return numbered(c, "-enc-");
  }

  /** Names for the last snapshot of the old group, the best first. */
  public static List<String> finalSnapshot(RemediationCase c) {
    return numbered(c, "-final-");
  }

  /** The parameter group by which writes to the old group are held. */
  public static String freezeParameterGroup(RemediationCase c) {
    return FREEZE + c.group().id() + "-" + tail(c);
  }

  /** What people can do about a parameter group by which writes are held, and no flow sees to. */
  public static String adviceOnFreeze(String parameterGroup) {
    return "A group that uses "
        + parameterGroup
        + " REFUSES WRITES as long as min-replicas-to-write is 100 in it. Where that group serves"
        + " clients, let them in: aws elasticache modify-cache-parameter-group"
        + " --cache-parameter-group-name "
        + parameterGroup
        + " --parameter-name-values ParameterName=min-replicas-to-write,ParameterValue=0. Then"
        + " give the group its own parameter group back (the tag "
        + ResourceTags.COPY_OF
        + " names it) and delete this one";
  }

  /** The next name behind one that somebody has taken; empty where there is none. */
  public static Optional<String> next(List<String> names, String taken) {
    return names.stream().skip(names.indexOf(taken) + 1L).findFirst();
  }

  /** What a new group leaves that was written to and is rolled back. */
  public static String newGroupSnapshot(RemediationCase c) {
    return shorten(c.group().id(), "-new-" + tail(c));
  }

  /**
   * Names for the manual copy of an automatic snapshot, whose own is "automatic.", group or node,
   * and when; the best first.
   */
  public static List<String> kept(String automatic) {
    String name = automatic.replaceFirst("^automatic\\.", "");
    Matcher matcher = WHEN.matcher(name);
    String when = matcher.find() ? matcher.group() : "";
    String head = name.substring(0, name.length() - when.length());
    return IntStream.rangeClosed(1, 20)
        .mapToObj(i -> when + (i == 1 ? "-kept" : "-kept" + i))
        .map(
            suffix ->
                head.length() + suffix.length() <= LONGEST
                    ? head + suffix
                    : shorten(head, "-" + Integer.toHexString(name.hashCode()) + suffix))
        .toList();
  }

  /** Ids for the new group, the best first. */
  public static List<String> newGroup(GroupArn old) {
    String id = old.id().replaceFirst("-enc[0-9]*$", "");
    return IntStream.rangeClosed(1, 20)
        .mapToObj(i -> shorten(id, i == 1 ? "-enc" : "-enc" + i))
        .filter(name -> !name.equals(old.id()))
        .toList();
  }

  private static List<String> numbered(RemediationCase c, String kind) {
    return IntStream.rangeClosed(1, 9)
        .mapToObj(i -> shorten(c.group().id(), kind + tail(c) + (i == 1 ? "" : "-" + i)))
        .toList();
  }

  /** The deployment and the random part of the flow's name. */
  private static String tail(RemediationCase c) {
    return ExecutionNames.uniquePart(c.flow());
  }

  private static String shorten(String id, String suffix) {
    String head = id.substring(0, Math.min(id.length(), LONGEST - suffix.length()));
    return head.replaceFirst("-+$", "") + suffix;
  }
}
