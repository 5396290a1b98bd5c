package awsemulator.services.securityhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.InjectedFault;
import awsemulator.cloud.TestCloud;
import awsemulator.wire.WireException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFinding;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingIdentifier;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.InvalidInputException;
import software.amazon.awssdk.services.securityhub.model.StringFilter;

class SecurityHubTest {
  private static final String PRODUCT = "arn:aws:securityhub:eu-west-1::product/aws/securityhub";
  private static final String GROUP =
      "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders";

  private final TestCloud cloud = new TestCloud();
  private final SecurityHub hub = new SecurityHub(cloud.clock);
  private final SecurityHubClient client = cloud.serving(hub).client(SecurityHubClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void anUpdateChangesTheFindingAndIsTold() {
    hub.importFinding(finding("f1", "ElastiCache.4", "ACTIVE"));
    List<Map<String, Object>> told = new ArrayList<>();
    hub.onUpdate(told::add);
    var response =
        client.batchUpdateFindings(
            q ->
                q.findingIdentifiers(id("f1"), id("f2"), id("f1"))
                    .workflow(w -> w.status("NOTIFIED"))
                    .note(n -> n.text("seen").updatedBy("remediator")));
    assertThat(response.processedFindings()).containsExactly(id("f1"));
    assertThat(response.unprocessedFindings())
        .extracting(u -> u.errorCode())
        .containsExactly("FindingNotFound", "DuplicatedFindingIdentifier");
    AwsSecurityFinding now = client.getFindings(q -> q.maxResults(1)).findings().getFirst();
    assertThat(now.workflow().statusAsString()).isEqualTo("NOTIFIED");
    assertThat(now.note().text()).isEqualTo("seen");
    assertThat(now.note().updatedAt()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(now.updatedAt()).isEqualTo("2026-10-01T00:00:00.000Z");
    assertThat(told).isEqualTo(hub.findings(TestCloud.ACCOUNT, "eu-west-1"));
  }

  @Test
  void anUpdateNamesItsFieldsForThePolicies() {
    client.batchUpdateFindings(
        q -> q.findingIdentifiers(id("f1")).workflow(w -> w.status("NOTIFIED")));
    var need = cloud.log.entries().getFirst().needs().getFirst();
    assertThat(need.action()).isEqualTo("securityhub:BatchUpdateFindings");
    assertThat(need.resource()).isEqualTo("arn:aws:securityhub:eu-west-1:111122223333:hub/default");
    assertThat(need.context())
        .isEqualTo(Map.of("securityhub:ASFFSyntaxPath/Workflow.Status", "NOTIFIED"));
  }

  @Test
  void documentedLimitsHold() {
    refused(q -> q.findingIdentifiers(Collections.nCopies(101, id("f"))), "1 to 100 items");
    refused(q -> q.findingIdentifiers(List.of()), "1 to 100 items");
    refused(
        q -> q.findingIdentifiers(id("f")).note(n -> n.text("x".repeat(513)).updatedBy("me")),
        "Note.Text must have 1 to 512 characters");
    refused(q -> q.findingIdentifiers(id("f")).note(n -> n.text("x")), "Note.UpdatedBy is missing");
    refused(
        q -> q.findingIdentifiers(id("f")).workflow(w -> w.status("DONE")),
        "Workflow.Status must be");
    refused(
        q -> q.findingIdentifiers(id("f")).userDefinedFields(Map.of("k", "v".repeat(1025))),
        "UserDefinedFields takes");
    refused(q -> q.findingIdentifiers(id("f")).confidence(101), "Confidence must be 0 to 100");
  }

  private void refused(Consumer<BatchUpdateFindingsRequest.Builder> update, String message) {
    assertThatThrownBy(() -> client.batchUpdateFindings(update))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void filtersOnOneFieldAreJoinedByOrThoseOnSeveralByAnd() {
    hub.importFinding(finding("f4", "ElastiCache.4", "ACTIVE"));
    hub.importFinding(finding("f5", "ElastiCache.5", "ACTIVE"));
    hub.importFinding(finding("f6", "ElastiCache.6", "ACTIVE"));
    hub.importFinding(finding("old", "ElastiCache.5", "ARCHIVED"));
    assertThat(
            found(
                f ->
                    f.resourceId(equal(GROUP))
                        .complianceSecurityControlId(equal("ElastiCache.4"), equal("ElastiCache.5"))
                        .recordState(equal("ACTIVE"))))
        .containsExactly("f4", "f5");
    assertThat(
            found(
                f ->
                    f.complianceSecurityControlId(
                        comparing("PREFIX", "ElastiCache."),
                        comparing("NOT_EQUALS", "ElastiCache.4"),
                        comparing("NOT_EQUALS", "ElastiCache.5"))))
        .containsExactly("f6");
    assertThat(found(f -> f.awsAccountId(equal("444455556666")))).isEmpty();
  }

  private List<String> found(Consumer<AwsSecurityFindingFilters.Builder> filters) {
    return client.getFindings(q -> q.filters(filters)).findings().stream()
        .map(AwsSecurityFinding::id)
        .toList();
  }

  @Test
  void aFilterThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> client.getFindings(q -> q.filters(f -> f.title(equal("x")))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("This cloud does not know the filter Title.");
  }

  @Test
  void findingsComePageByPage() {
    for (int i = 0; i < 5; i++) {
      hub.importFinding(finding("f" + i, "ElastiCache.4", "ACTIVE"));
    }
    assertThat(
            client.getFindingsPaginator(q -> q.maxResults(2)).stream()
                .map(p -> p.findings().size()))
        .containsExactly(2, 2, 1);
  }

  @Test
  void anotherAccountSeesNothing() {
    hub.importFinding(finding("f1", "ElastiCache.4", "ACTIVE"));
    String key = cloud.keys.keyFor("arn:aws:iam::444455556666:role/r", "444455556666");
    try (SecurityHubClient stranger = cloud.client(SecurityHubClient.builder(), key)) {
      assertThat(stranger.getFindings(q -> q.maxResults(10)).findings()).isEmpty();
    }
  }

  @Test
  void whatIsNoAsffIsNotImported() {
    assertThatThrownBy(() -> hub.importFinding(Map.of("Colour", "red")))
        .isInstanceOf(WireException.class)
        .hasMessage("Unknown member: Colour");
  }

  @Test
  void tooManyCallsAreA429() {
    cloud.faults = (caller, service, operation) -> InjectedFault.THROTTLED;
    assertThatThrownBy(() -> client.getFindings(q -> q.maxResults(1)))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(429);
              assertThat(e.isThrottlingException()).isTrue();
            });
  }

  private static Map<String, Object> finding(String id, String control, String state) {
    return Map.of(
        "SchemaVersion",
        "2018-10-08",
        "Id",
        id,
        "ProductArn",
        PRODUCT,
        "AwsAccountId",
        TestCloud.ACCOUNT,
        "UpdatedAt",
        "2026-10-01T00:00:00.000Z",
        "RecordState",
        state,
        "Workflow",
        Map.of("Status", "NEW"),
        "Compliance",
        Map.of("Status", "FAILED", "SecurityControlId", control),
        "Resources",
        List.of(Map.of("Type", "AwsElastiCacheReplicationGroup", "Id", GROUP)));
  }

  private static AwsSecurityFindingIdentifier id(String id) {
    return AwsSecurityFindingIdentifier.builder().id(id).productArn(PRODUCT).build();
  }

  private static StringFilter equal(String value) {
    return comparing("EQUALS", value);
  }

  private static StringFilter comparing(String comparison, String value) {
    return StringFilter.builder().comparison(comparison).value(value).build();
  }
}
