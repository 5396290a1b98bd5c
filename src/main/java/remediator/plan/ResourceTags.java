package remediator.plan;

import java.util.List;

/** The tags that this product sets on what it makes; the right to delete hangs on them. */
public final class ResourceTags {
  /** On a new group and on snapshots: the flow that made it. */
  public static final String FLOW = PolicySetting.TAG_PREFIX + "flow";

  /** On a new group: the id of the group that it replaces. */
  public static final String REPLACES = PolicySetting.TAG_PREFIX + "replaces";

  /** On an old group, from cut-over on: the id of the group that has taken its place. */
  public static final String REPLACED_BY = PolicySetting.TAG_PREFIX + "replaced-by";

  /**
   * On a new group, from cut-over on: the flow that made it. The deleting role is denied a group
   * that has it, unless it has {@link #REPLACED_BY} too.
   */
  public static final String IN_SERVICE = PolicySetting.TAG_PREFIX + "in-service";

  /** On a parameter group by which writes are held: the one that it is a copy of. */
  public static final String COPY_OF = PolicySetting.TAG_PREFIX + "copy-of";

  /** All of those on groups and snapshots. */
  public static final List<String> ALL = List.of(FLOW, REPLACES, REPLACED_BY, IN_SERVICE);

  private ResourceTags() {}
}
