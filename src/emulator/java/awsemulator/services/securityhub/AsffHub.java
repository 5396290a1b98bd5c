package awsemulator.services.securityhub;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.services.RegionalState;
import awsemulator.services.TokenPage;
import awsemulator.wire.JsonReader;
import awsemulator.wire.JsonWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsUnprocessedFinding;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;

/** Security Hub CSPM. */
final class AsffHub {
  private final InstantSource clock;
  private final RegionalState<FindingDocuments> findings =
      new RegionalState<>(FindingDocuments::new);
  private Consumer<Map<String, Object>> listener = finding -> {};

  AsffHub(InstantSource clock) {
    this.clock = clock;
  }

  void onUpdate(Consumer<Map<String, Object>> listener) {
    this.listener = listener;
  }

  void store(Map<String, Object> finding) {
    AwsSecurityFinding checked = JsonReader.read(finding, AwsSecurityFinding.class);
    String region =
        checked.region() == null ? checked.productArn().split(":", -1)[3] : checked.region();
    findings
        .of(checked.awsAccountId(), region)
        .put(List.of(checked.id(), checked.productArn()), FindingDocuments.copy(finding));
  }

  List<Map<String, Object>> all(String account, String region) {
    return findings.of(account, region).all().stream().map(FindingDocuments::copy).toList();
  }

  GetFindingsResponse get(CallerIdentity caller, GetFindingsRequest q) {
    if (q.hasSortCriteria()) {
      throw invalid("This cloud does not sort findings.");
    }
    int size = q.maxResults() == null ? 100 : q.maxResults();
    if (size < 1 || size > 100) {
      throw invalid("MaxResults must be between 1 and 100.");
    }
    List<Map<String, Object>> found =
        findings.of(caller).all().stream().filter(AsffFilters.of(q.filters())).toList();
    TokenPage<Map<String, Object>> page =
        TokenPage.of(found, q.nextToken(), size, invalid("Invalid NextToken."));
    return GetFindingsResponse.builder()
        .findings(
            page.items().stream().map(f -> JsonReader.read(f, AwsSecurityFinding.class)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  BatchUpdateFindingsResponse update(CallerIdentity caller, BatchUpdateFindingsRequest q) {
    AsffUpdateRules.check(q);
    List<AwsSecurityFindingIdentifier> processed = new ArrayList<>();
    List<BatchUpdateFindingsUnprocessedFinding> unprocessed = new ArrayList<>();
    Set<AwsSecurityFindingIdentifier> seen = new HashSet<>();
    for (AwsSecurityFindingIdentifier id : q.findingIdentifiers()) {
      Map<String, Object> finding = findings.of(caller).get(List.of(id.id(), id.productArn()));
      if (!seen.add(id)) {
        unprocessed.add(left(id, "DuplicatedFindingIdentifier", "The finding is given twice."));
      } else if (finding == null) {
        unprocessed.add(left(id, "FindingNotFound", "Finding Not Found"));
      } else {
        finding.putAll(changes(q));
        processed.add(id);
        listener.accept(FindingDocuments.copy(finding));
      }
    }
    return BatchUpdateFindingsResponse.builder()
        .processedFindings(processed)
        .unprocessedFindings(unprocessed)
        .build();
  }

  /** AWS: UpdatedAt stays as it is, it is the provider's. */
  private Map<String, Object> changes(BatchUpdateFindingsRequest q) {
    Map<String, Object> changes = new LinkedHashMap<>(JsonWriter.write(q));
    changes.remove("FindingIdentifiers");
    if (q.note() != null) {
      changes.put(
          "Note",
          Map.of(
              "Text", q.note().text(),
              "UpdatedBy", q.note().updatedBy(),
              "UpdatedAt", clock.instant().toString()));
    }
    return changes;
  }

  private static BatchUpdateFindingsUnprocessedFinding left(
      AwsSecurityFindingIdentifier id, String code, String message) {
    return BatchUpdateFindingsUnprocessedFinding.builder()
        .findingIdentifier(id)
        .errorCode(code)
        .errorMessage(message)
        .build();
  }

  static AwsFault invalid(String message) {
    return AwsFault.badRequest("InvalidInputException", message);
  }
}
