package awsemulator.services.securityhub;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;

/** The limits of "BatchUpdateFindingsV2" (Security Hub API Reference), and OCSF's own names. */
final class OcsfUpdateRules {
  private static final Map<Integer, String> STATUS =
      Map.of(
          0,
          "Unknown",
          1,
          "New",
          2,
          "In Progress",
          3,
          "Suppressed",
          4,
          "Resolved",
          5,
          "Archived",
          99,
          "Other");
  private static final Map<Integer, String> SEVERITY =
      Map.of(
          0,
          "Unknown",
          1,
          "Informational",
          2,
          "Low",
          3,
          "Medium",
          4,
          "High",
          5,
          "Critical",
          6,
          "Fatal",
          99,
          "Other");

  private OcsfUpdateRules() {}

  /** What the request sets, as members of the finding. */
  static Map<String, Object> changes(BatchUpdateFindingsV2Request q) {
    checkIdentifiers(q);
    Map<String, Object> changes = new LinkedHashMap<>();
    if (q.comment() != null) {
      require(
          !q.comment().isEmpty() && q.comment().length() <= 512,
          "Comment must have 1 to 512 characters.");
      changes.put("comment", q.comment());
    }
    if (q.statusId() != null) {
      require(STATUS.containsKey(q.statusId()), "StatusId must be 0 to 5 or 99.");
      changes.put("status_id", q.statusId());
      changes.put("status", STATUS.get(q.statusId()));
    }
    if (q.severityId() != null) {
      require(SEVERITY.containsKey(q.severityId()), "SeverityId must be 0 to 6 or 99.");
      changes.put("severity_id", q.severityId());
      changes.put("severity", SEVERITY.get(q.severityId()));
    }
    return changes;
  }

  private static void checkIdentifiers(BatchUpdateFindingsV2Request q) {
    require(
        q.hasMetadataUids() != q.hasFindingIdentifiers(),
        "Give either MetadataUids or FindingIdentifiers.");
    require(
        q.metadataUids().size() <= 100 && q.findingIdentifiers().size() <= 100,
        "At most 100 findings can be updated at a time.");
    for (OcsfFindingIdentifier id : q.findingIdentifiers()) {
      require(
          id.cloudAccountUid() != null
              && id.findingInfoUid() != null
              && id.metadataProductUid() != null,
          "A finding identifier needs CloudAccountUid, FindingInfoUid and MetadataProductUid.");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw OcsfHub.invalid(otherwise);
    }
  }
}
