package awsemulator.services.securityhub;

import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.NoteUpdate;
import software.amazon.awssdk.services.securityhub.model.WorkflowStatus;

/** The limits of "BatchUpdateFindings" (Security Hub API Reference). */
final class AsffUpdateRules {
  private static final int MAX_FINDINGS = 100;
  private static final int MAX_NOTE = 512;
  private static final int MAX_PAIRS = 50;
  private static final int MAX_KEY = 128;
  private static final int MAX_VALUE = 1024;
  private static final int MAX_RELATED = 10;

  private AsffUpdateRules() {}

  static void check(BatchUpdateFindingsRequest q) {
    require(
        !q.findingIdentifiers().isEmpty() && q.findingIdentifiers().size() <= MAX_FINDINGS,
        "FindingIdentifiers must have 1 to 100 items.");
    for (AwsSecurityFindingIdentifier id : q.findingIdentifiers()) {
      require(
          id.id() != null && id.productArn() != null,
          "Every finding identifier needs an Id and a ProductArn.");
    }
    checkNote(q.note());
    require(
        q.workflow() == null
            || (q.workflow().status() != null
                && q.workflow().status() != WorkflowStatus.UNKNOWN_TO_SDK_VERSION),
        "Workflow.Status must be NEW, NOTIFIED, RESOLVED or SUPPRESSED.");
    requirePercent(q.confidence(), "Confidence");
    requirePercent(q.criticality(), "Criticality");
    require(q.userDefinedFields().size() <= MAX_PAIRS, "UserDefinedFields has more than 50 pairs.");
    q.userDefinedFields()
        .forEach(
            (key, value) ->
                require(
                    key.length() <= MAX_KEY && value.length() <= MAX_VALUE,
                    "UserDefinedFields takes keys of 128 and values of 1024 characters."));
    require(q.relatedFindings().size() <= MAX_RELATED, "RelatedFindings has more than 10 items.");
  }

  private static void checkNote(NoteUpdate note) {
    if (note != null) {
      require(
          note.text() != null && !note.text().isEmpty() && note.text().length() <= MAX_NOTE,
          "Note.Text must have 1 to 512 characters.");
      require(
          note.updatedBy() != null && !note.updatedBy().isBlank(), "Note.UpdatedBy is missing.");
    }
  }

  private static void requirePercent(Integer value, String name) {
    require(value == null || (value >= 0 && value <= 100), name + " must be 0 to 100.");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw AsffHub.invalid(otherwise);
    }
  }
}
