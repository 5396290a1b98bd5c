package awsemulator.services.securityhub;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.services.RegionalState;
import awsemulator.services.TokenPage;
import awsemulator.wire.SdkDocuments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2ProcessedFinding;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2UnprocessedFinding;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;

/** The newer Security Hub. */
final class OcsfHub {
  private final RegionalState<FindingDocuments> findings =
      new RegionalState<>(FindingDocuments::new);
  private Consumer<Map<String, Object>> listener = finding -> {};

  void onUpdate(Consumer<Map<String, Object>> listener) {
    this.listener = listener;
  }

  void store(Map<String, Object> finding) {
    String account = FindingDocuments.text(finding, "cloud.account.uid");
    String region = FindingDocuments.text(finding, "cloud.region");
    String uid = FindingDocuments.text(finding, "metadata.uid");
    if (account == null || region == null || uid == null) {
      throw new IllegalArgumentException(
          "an OCSF finding needs cloud.account.uid, cloud.region and metadata.uid");
    }
    findings.of(account, region).put(List.of(uid), FindingDocuments.copy(finding));
  }

  List<Map<String, Object>> all(String account, String region) {
    return findings.of(account, region).all().stream().map(FindingDocuments::copy).toList();
  }

  GetFindingsV2Response get(CallerIdentity caller, GetFindingsV2Request q) {
    if (q.hasSortCriteria()) {
      throw invalid("This cloud does not sort findings.");
    }
    int size = q.maxResults() == null ? 100 : q.maxResults();
    if (size < 1 || size > 100) {
      throw invalid("MaxResults must be between 1 and 100.");
    }
    List<Map<String, Object>> found =
        findings.of(caller).all().stream().filter(OcsfFilters.of(q.filters())).toList();
    TokenPage<Map<String, Object>> page =
        TokenPage.of(found, q.nextToken(), size, invalid("Invalid NextToken."));
    return GetFindingsV2Response.builder()
        .findings(page.items().stream().map(SdkDocuments::of).toList())
        .nextToken(page.nextToken())
        .build();
  }

  BatchUpdateFindingsV2Response update(CallerIdentity caller, BatchUpdateFindingsV2Request q) {
    Map<String, Object> changes = OcsfUpdateRules.changes(q);
    List<BatchUpdateFindingsV2ProcessedFinding> processed = new ArrayList<>();
    List<BatchUpdateFindingsV2UnprocessedFinding> unprocessed = new ArrayList<>();
    FindingDocuments own = findings.of(caller);
    for (String uid : q.metadataUids()) {
      if (change(own.get(List.of(uid)), changes)) {
        processed.add(BatchUpdateFindingsV2ProcessedFinding.builder().metadataUid(uid).build());
      } else {
        unprocessed.add(left().metadataUid(uid).build());
      }
    }
    for (OcsfFindingIdentifier id : q.findingIdentifiers()) {
      if (change(byIdentifier(own, id), changes)) {
        processed.add(
            BatchUpdateFindingsV2ProcessedFinding.builder().findingIdentifier(id).build());
      } else {
        unprocessed.add(left().findingIdentifier(id).build());
      }
    }
    return BatchUpdateFindingsV2Response.builder()
        .processedFindings(processed)
        .unprocessedFindings(unprocessed)
        .build();
  }

  private boolean change(Map<String, Object> finding, Map<String, Object> changes) {
    if (finding == null) {
      return false;
    }
    finding.putAll(changes);
    listener.accept(FindingDocuments.copy(finding));
    return true;
  }

  private static Map<String, Object> byIdentifier(FindingDocuments own, OcsfFindingIdentifier id) {
    Map<String, String> wanted = new HashMap<>();
    wanted.put("cloud.account.uid", id.cloudAccountUid());
    wanted.put("finding_info.uid", id.findingInfoUid());
    wanted.put("metadata.product.uid", id.metadataProductUid());
    return own.all().stream()
        .filter(
            f ->
                wanted.entrySet().stream()
                    .allMatch(w -> FindingDocuments.texts(f, w.getKey()).contains(w.getValue())))
        .findFirst()
        .orElse(null);
  }

  private static BatchUpdateFindingsV2UnprocessedFinding.Builder left() {
    return BatchUpdateFindingsV2UnprocessedFinding.builder()
        .errorCode("ResourceNotFoundException")
        .errorMessage("Finding Not Found");
  }

  static AwsFault invalid(String message) {
    return AwsFault.badRequest("ValidationException", message);
  }
}
