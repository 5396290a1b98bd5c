package remediator.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.CompositeFilter;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfStringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilterComparison;

/**
 * Findings of some controls that are FAILED and NEW, with the members that an event is read by and
 * no others. Security Hub answers three GetFindings a second, with a hundred findings each; they
 * are asked for one after the other, and the SDK waits where that is too fast.
 */
final class OpenFindings {
  private static final int PAGE = 100;

  /** Of OCSF: status "New". */
  private static final double NEW = 1;

  private final BooleanSupplier hasTime;
  private final List<SweptFinding> findings = new ArrayList<>();

  OpenFindings(BooleanSupplier hasTime) {
    this.hasTime = hasTime;
  }

  /**
   * A finding.
   *
   * @param resource id of its first resource
   * @param members as in an event
   */
  record SweptFinding(String resource, Map<String, Object> members) {}

  List<SweptFinding> found() {
    return findings;
  }

  /** Reads ASFF; answers whether there was time for all. */
  boolean readCspm(SecurityHubClient client, Set<String> controls) {
    List<StringFilter> ofControls = controls.stream().sorted().map(OpenFindings::equal).toList();
    String next = null;
    do {
      if (!hasTime.getAsBoolean()) {
        return false;
      }
      String token = next;
      GetFindingsResponse page =
          client.getFindings(
              r ->
                  r.filters(
                          f ->
                              f.complianceSecurityControlId(ofControls)
                                  .complianceStatus(equal("FAILED"))
                                  .workflowStatus(equal("NEW"))
                                  .recordState(equal("ACTIVE")))
                      .maxResults(PAGE)
                      .nextToken(token));
      page.findings().forEach(f -> findings.add(asff(f)));
      next = page.nextToken();
    } while (next != null);
    return true;
  }

  private static SweptFinding asff(AwsSecurityFinding f) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("Id", f.id());
    members.put("ProductArn", f.productArn());
    members.put("GeneratorId", f.generatorId());
    members.put("AwsAccountId", f.awsAccountId());
    members.put("AwsAccountName", f.awsAccountName());
    members.put("Region", f.region());
    members.put("UpdatedAt", f.updatedAt());
    members.put("Sample", f.sample());
    members.put("RecordState", f.recordStateAsString());
    members.put("Workflow", Map.of("Status", f.workflow().statusAsString()));
    Map<String, Object> compliance = new LinkedHashMap<>();
    compliance.put("Status", f.compliance().statusAsString());
    compliance.put("SecurityControlId", f.compliance().securityControlId());
    members.put("Compliance", compliance);
    List<Map<String, String>> resources =
        f.resources().stream().map(r -> Map.of("Id", String.valueOf(r.id()))).toList();
    members.put("Resources", resources);
    return new SweptFinding(
        resources.stream().map(r -> r.get("Id")).findFirst().orElse(f.id()), members);
  }

  /** Reads OCSF; answers whether there was time for all. */
  boolean readV2(SecurityHubClient client, Set<String> controls) {
    for (String control : controls.stream().sorted().toList()) {
      if (!readV2(client, control)) {
        return false;
      }
    }
    return true;
  }

  private boolean readV2(SecurityHubClient client, String control) {
    CompositeFilter open =
        CompositeFilter.builder()
            .operator("AND")
            .stringFilters(
                ocsfEqual("compliance.control", control), ocsfEqual("compliance.status", "Fail"))
            .numberFilters(
                OcsfNumberFilter.builder().fieldName("status_id").filter(n -> n.eq(NEW)).build())
            .build();
    String next = null;
    do {
      if (!hasTime.getAsBoolean()) {
        return false;
      }
      String token = next;
      GetFindingsV2Response page =
          client.getFindingsV2(
              r -> r.filters(f -> f.compositeFilters(open)).maxResults(PAGE).nextToken(token));
      page.findings().forEach(f -> findings.add(ocsf(f)));
      next = page.nextToken();
    } while (next != null);
    return true;
  }

  private static SweptFinding ocsf(Document finding) {
    Map<String, Object> members = new LinkedHashMap<>();
    List<Map<String, Object>> resources = new ArrayList<>();
    for (Document resource : finding.asMap().get("resources").asList()) {
      resources.add(some(resource, "uid", "uid_alt"));
    }
    members.put("resources", resources);
    members.putAll(some(finding, "class_uid", "activity_id", "status_id"));
    Map<String, Object> metadata = some(member(finding, "metadata"), "uid");
    metadata.put("product", some(member(member(finding, "metadata"), "product"), "uid"));
    members.put("metadata", metadata);
    members.put("compliance", some(member(finding, "compliance"), "control", "status"));
    members.put("finding_info", some(member(finding, "finding_info"), "uid", "modified_time_dt"));
    Map<String, Object> cloud = some(member(finding, "cloud"), "region");
    cloud.put("account", some(member(member(finding, "cloud"), "account"), "uid", "name"));
    members.put("cloud", cloud);
    String resource =
        resources.stream()
            .map(r -> String.valueOf(r.getOrDefault("uid_alt", r.get("uid"))))
            .findFirst()
            .orElse(String.valueOf(metadata.get("uid")));
    return new SweptFinding(resource, members);
  }

  private static Document member(Document of, String name) {
    Document member = of.asMap().get(name);
    return member == null ? Document.mapBuilder().build() : member;
  }

  /** Texts and whole numbers of these names. */
  private static Map<String, Object> some(Document of, String... names) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : names) {
      Document value = of.asMap().get(name);
      if (value != null && value.isString()) {
        members.put(name, value.asString());
      } else if (value != null && value.isNumber()) {
        members.put(name, value.asNumber().longValue());
      }
    }
    return members;
  }

  private static StringFilter equal(String value) {
    return StringFilter.builder().comparison(StringFilterComparison.EQUALS).value(value).build();
  }

  private static OcsfStringFilter ocsfEqual(String field, String value) {
    return OcsfStringFilter.builder()
        .fieldName(field)
        .filter(f -> f.comparison(StringFilterComparison.EQUALS).value(value))
        .build();
  }
}
