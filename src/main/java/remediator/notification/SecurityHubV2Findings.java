package remediator.notification;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import remediator.aws.AwsErrorText;
import remediator.finding.FindingId;
import remediator.finding.FindingId.Hub;
import remediator.group.GroupArn;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.CompositeFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfStringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/** The newer Security Hub: findings in OCSF. */
final class SecurityHubV2Findings {
  /** BatchUpdateFindingsV2 takes 100 findings a call. */
  private static final int BATCH = 100;

  /** OCSF status "In Progress", which Security Hub shows as notified. */
  private static final int IN_PROGRESS = 2;

  private final SecurityHubClient client;

  SecurityHubV2Findings(SecurityHubClient client) {
    this.client = client;
  }

  /**
   * All findings of these controls in the group's account; those of other groups are left out here.
   */
  Set<FindingId> find(GroupArn group, Set<String> controls) {
    Set<FindingId> found = new LinkedHashSet<>();
    for (String control : controls.stream().sorted().toList()) {
      client
          .getFindingsV2Paginator(
              r -> r.filters(f -> f.compositeFilters(ofControl(control, group))).maxResults(100))
          .findings()
          .forEach(d -> ref(d, group).ifPresent(found::add));
    }
    return found;
  }

  private static CompositeFilter ofControl(String control, GroupArn group) {
    return CompositeFilter.builder()
        .operator("AND")
        .stringFilters(
            equal("compliance.control", control), equal("cloud.account.uid", group.account()))
        .build();
  }

  private static Optional<FindingId> ref(Document finding, GroupArn group) {
    Map<String, Document> f = finding.asMap();
    boolean ours =
        f.get("resources").asList().stream()
            .map(Document::asMap)
            .anyMatch(r -> is(r.get("uid_alt"), group) || is(r.get("uid"), group));
    // Activity 3 is Close.
    boolean open = f.get("activity_id").asNumber().intValue() != 3;
    Map<String, Document> metadata = f.get("metadata").asMap();
    return ours && open
        ? Optional.of(
            new FindingId(
                Hub.V2,
                f.get("finding_info").asMap().get("uid").asString(),
                metadata.get("product").asMap().get("uid").asString(),
                metadata.get("uid").asString()))
        : Optional.empty();
  }

  private static boolean is(Document value, GroupArn group) {
    return value != null && value.isString() && value.asString().equals(group.toString());
  }

  /**
   * Comments on the findings; answers a sentence for each that was not, by the finding.
   *
   * @param notified whether they become in progress; else their status stays
   */
  Map<FindingId, String> note(List<FindingId> findings, String comment, boolean notified) {
    Map<String, FindingId> byUid = new LinkedHashMap<>();
    findings.forEach(finding -> byUid.put(finding.uid(), finding));
    Map<FindingId, String> problems = new LinkedHashMap<>();
    for (List<String> uids :
        byUid.keySet().stream().gather(Gatherers.windowFixed(BATCH)).toList()) {
      client
          .batchUpdateFindingsV2(
              r -> r.metadataUids(uids).comment(comment).statusId(notified ? IN_PROGRESS : null))
          .unprocessedFindings()
          .forEach(
              u ->
                  problems.put(
                      byUid.getOrDefault(
                          u.metadataUid(), new FindingId(Hub.V2, "", "", u.metadataUid())),
                      "finding " + u.metadataUid() + ": " + AwsErrorText.of(u.errorMessage())));
    }
    return problems;
  }

  private static OcsfStringFilter equal(String field, String value) {
    return OcsfStringFilter.builder()
        .fieldName(field)
        .filter(f -> f.comparison(StringFilterComparison.EQUALS).value(value))
        .build();
  }
}
