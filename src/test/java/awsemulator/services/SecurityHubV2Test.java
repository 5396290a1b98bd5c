package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.TestCloud;
import awsemulator.services.securityhub.SecurityHub;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.CompositeFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfStringFilter;
import software.amazon.awssdk.services.securityhub.model.ValidationException;

class SecurityHubV2Test {
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::productv2/aws/securityhub";

  private final TestCloud cloud = new TestCloud();
  private final SecurityHub hub = new SecurityHub(cloud.clock);
  private final SecurityHubClient client = cloud.serving(hub).client(SecurityHubClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void anUpdateByUidChangesTheFindingAndIsTold() {
    hub.importFindingV2(finding("u1", "ElastiCache.4", 1));
    List<Map<String, Object>> told = new ArrayList<>();
    hub.onUpdateV2(told::add);
    var response =
        client.batchUpdateFindingsV2(q -> q.metadataUids("u1", "u2").comment("seen").statusId(2));
    assertThat(response.processedFindings()).extracting(p -> p.metadataUid()).containsExactly("u1");
    assertThat(response.unprocessedFindings())
        .singleElement()
        .satisfies(
            u -> {
              assertThat(u.metadataUid()).isEqualTo("u2");
              assertThat(u.errorCodeAsString()).isEqualTo("ResourceNotFoundException");
            });
    assertThat(told)
        .singleElement()
        .satisfies(
            f ->
                assertThat(f)
                    .containsEntry("status_id", 2)
                    .containsEntry("status", "In Progress")
                    .containsEntry("comment", "seen"));
    assertThat(cloud.log.entries().getFirst().needs().getFirst().context())
        .isEqualTo(
            Map.of(
                "securityhub:OCSFSyntaxPath/StatusId", "2",
                "securityhub:OCSFSyntaxPath/Comment", "seen"));
  }

  @Test
  void anUpdateByIdentifierFindsTheFinding() {
    hub.importFindingV2(finding("u1", "ElastiCache.4", 1));
    OcsfFindingIdentifier id =
        OcsfFindingIdentifier.builder()
            .cloudAccountUid(TestCloud.ACCOUNT)
            .findingInfoUid("info-u1")
            .metadataProductUid(PRODUCT)
            .build();
    var response = client.batchUpdateFindingsV2(q -> q.findingIdentifiers(id).severityId(4));
    assertThat(response.processedFindings()).hasSize(1);
    assertThat(hub.findingsV2(TestCloud.ACCOUNT, "eu-west-1").getFirst())
        .containsEntry("severity", "High");
  }

  @Test
  void documentedLimitsHold() {
    assertThatThrownBy(() -> client.batchUpdateFindingsV2(q -> q.comment("c")))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(
            () -> client.batchUpdateFindingsV2(q -> q.metadataUids(Collections.nCopies(101, "u"))))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> client.batchUpdateFindingsV2(q -> q.metadataUids("u").statusId(6)))
        .isInstanceOf(ValidationException.class);
    assertThatThrownBy(
            () -> client.batchUpdateFindingsV2(q -> q.metadataUids("u").comment("x".repeat(513))))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void compositeFiltersNarrowTheFindings() {
    hub.importFindingV2(finding("u1", "ElastiCache.4", 1));
    hub.importFindingV2(finding("u2", "ElastiCache.5", 1));
    hub.importFindingV2(finding("u3", "ElastiCache.4", 3));
    assertThat(
            found(
                CompositeFilter.builder()
                    .operator("AND")
                    .stringFilters(
                        text("compliance.control", "ElastiCache.4"), text("resources.uid", "group"))
                    .numberFilters(number("activity_id", 1))
                    .build()))
        .containsExactly("u1");
    assertThat(
            found(
                CompositeFilter.builder()
                    .operator("OR")
                    .stringFilters(text("compliance.control", "ElastiCache.5"))
                    .numberFilters(number("activity_id", 3))
                    .build()))
        .containsExactly("u2", "u3");
  }

  @Test
  void aFieldThatIsNotKnownIsRefused() {
    CompositeFilter filter =
        CompositeFilter.builder().stringFilters(text("finding_info.title", "x")).build();
    assertThatThrownBy(() -> found(filter))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("finding_info.title");
  }

  private List<String> found(CompositeFilter filter) {
    return client
        .getFindingsV2Paginator(q -> q.filters(f -> f.compositeFilters(filter)).maxResults(1))
        .findings()
        .stream()
        .map(d -> d.asMap().get("metadata").asMap().get("uid").asString())
        .toList();
  }

  private static OcsfStringFilter text(String field, String value) {
    return OcsfStringFilter.builder()
        .fieldName(field)
        .filter(f -> f.comparison("EQUALS").value(value))
        .build();
  }

  private static OcsfNumberFilter number(String field, double value) {
    return OcsfNumberFilter.builder().fieldName(field).filter(f -> f.eq(value)).build();
  }

  private static Map<String, Object> finding(String uid, String control, int activity) {
    return Map.of(
        "activity_id", activity,
        "status_id", 1,
        "cloud", Map.of("account", Map.of("uid", TestCloud.ACCOUNT), "region", "eu-west-1"),
        "compliance", Map.of("control", control),
        "finding_info", Map.of("uid", "info-" + uid),
        "metadata", Map.of("uid", uid, "product", Map.of("uid", PRODUCT)),
        "resources", List.of(Map.of("uid", "other"), Map.of("uid", "group")));
  }
}
