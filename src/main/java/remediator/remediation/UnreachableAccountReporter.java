package remediator.remediation;

import java.util.List;
import java.util.Map;
import remediator.aws.AccountRegion;
import remediator.finding.Finding;
import remediator.group.GroupArn;
import remediator.ledger.ToldFindings;
import remediator.notification.Notification;
import remediator.workflow.core.StepDependencies;

/**
 * Tells people once of each account whose failed findings come here, and which this product is kept
 * out of: a note on the finding cannot be written there either.
 */
final class UnreachableAccountReporter {
  private final StepDependencies dependencies;
  private final ToldFindings told;

  UnreachableAccountReporter(StepDependencies dependencies) {
    this.dependencies = dependencies;
    this.told = dependencies.ledger().toldFindings();
  }

  /**
   * Sends the message, unless it has been sent.
   *
   * @param barrier what keeps us out, with the remedy
   */
  void report(GroupArn group, Finding finding, String barrier) {
    AccountRegion place = AccountRegion.of(group);
    String key = "account " + place.account() + " in " + place.partition();
    if (told.contains(key)) {
      return;
    }
    String text =
        "Nothing can be done about "
            + finding.control()
            + " FAILED on "
            + group
            + ", nor about any finding of account "
            + place.account()
            + ": "
            + barrier
            + ". This is not told again for this account; every finding is in the log.";
    dependencies
        .notifier()
        .send(
            new Notification(
                Notification.Type.ACCOUNT_NOT_REACHED,
                group,
                "account " + place.account() + " cannot be reached",
                text + "\n",
                text,
                List.of(),
                Map.of("finding", finding.reference().id(), "text", text)));
    // After the message: whoever dies between the two tells it twice rather than never.
    told.add(key, dependencies.clock().instant());
  }
}
