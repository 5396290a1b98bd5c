package remediator.step;

import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/** Whether something was made by this very flow: told by the tag that it was made with. */
final class Ownership {
  private Ownership() {}

  static boolean isOurs(Work work, GroupArn group) {
    try {
      return isOurs(work, group.toString());
    } catch (InvalidReplicationGroupStateException _) {
      // The tags of a group that could not be made are not told.
      return work.now().fact(Fact.MADE).equals(Optional.of(group.id()));
    }
  }

  /** By ARN, of a group or of a snapshot. */
  static boolean isOurs(Work work, String arn) {
    return work.now().flow().equals(tags(work, arn).get(OurTags.FLOW));
  }

  static Map<String, String> tags(Work work, String arn) {
    return work.groups().tags(arn);
  }
}
