package remediator.notification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import remediator.aws.AwsErrorText;
import remediator.finding.FindingId;
import remediator.finding.FindingId.Hub;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsUnprocessedFinding;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;
import software.amazon.awssdk.services.securityhub.model.WorkflowUpdate;

/** Security Hub CSPM: findings in ASFF. */
final class SecurityHubCspmFindings {
  /** BatchUpdateFindings takes 100 findings a call. */
  private static final int BATCH = 100;

  private static final Set<String> WORTH_ANOTHER_TRY =
      Set.of("ConcurrentUpdateError", "InternalFailure");

  private final SecurityHubClient client;

  SecurityHubCspmFindings(SecurityHubClient client) {
    this.client = client;
  }

  /** All active findings of these controls on the group, one for each standard. */
  Set<FindingId> find(GroupArn group, Set<String> controls) {
    Set<FindingId> found = new LinkedHashSet<>();
    client
        .getFindingsPaginator(
            r ->
                r.filters(
                        f ->
                            f.resourceId(equal(group.toString()))
                                .complianceSecurityControlId(
                                    controls.stream()
                                        .sorted()
                                        .map(SecurityHubCspmFindings::equal)
                                        .toList())
                                .recordState(equal("ACTIVE")))
                    .maxResults(100))
        .findings()
        .forEach(f -> found.add(new FindingId(Hub.CSPM, f.id(), f.productArn(), "")));
    return found;
  }

  /**
   * Notes the findings; answers a sentence for each that was not, by the finding.
   *
   * @param notified whether they become NOTIFIED; else their workflow status stays
   */
  Map<FindingId, String> note(List<FindingId> findings, String note, boolean notified) {
    Map<FindingId, String> problems = new LinkedHashMap<>();
    for (List<FindingId> batch : findings.stream().gather(Gatherers.windowFixed(BATCH)).toList()) {
      List<BatchUpdateFindingsUnprocessedFinding> left = update(batch, note, notified);
      List<FindingId> again =
          left.stream()
              .filter(u -> WORTH_ANOTHER_TRY.contains(u.errorCode()))
              .map(u -> ref(u.findingIdentifier()))
              .toList();
      List<BatchUpdateFindingsUnprocessedFinding> failed =
          new ArrayList<>(
              left.stream().filter(u -> !WORTH_ANOTHER_TRY.contains(u.errorCode())).toList());
      if (!again.isEmpty()) {
        failed.addAll(update(again, note, notified));
      }
      failed.forEach(
          u ->
              problems.put(
                  ref(u.findingIdentifier()),
                  "finding "
                      + u.findingIdentifier().id()
                      + ": "
                      + AwsErrorText.of(u.errorMessage())));
    }
    return problems;
  }

  private List<BatchUpdateFindingsUnprocessedFinding> update(
      List<FindingId> batch, String note, boolean notified) {
    return client
        .batchUpdateFindings(
            r ->
                r.findingIdentifiers(
                        batch.stream()
                            .map(
                                f ->
                                    AwsSecurityFindingIdentifier.builder()
                                        .id(f.id())
                                        .productArn(f.product())
                                        .build())
                            .toList())
                    .workflow(notified ? WorkflowUpdate.builder().status("NOTIFIED").build() : null)
                    .note(n -> n.text(note).updatedBy(Notifier.NAME)))
        .unprocessedFindings();
  }

  private static FindingId ref(AwsSecurityFindingIdentifier id) {
    return new FindingId(Hub.CSPM, id.id(), id.productArn(), "");
  }

  private static StringFilter equal(String value) {
    return StringFilter.builder().comparison(StringFilterComparison.EQUALS).value(value).build();
  }
}
