package remediator.live.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.live.deploy.ProductPackage;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** The product's stack is made, twice in one account, and taken away. */
class InstallationTest {
  private static final String BUCKET = "sources-of-the-stack";
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

  private final SandboxCloud cloud = new SandboxCloud();

  @BeforeEach
  void upload() {
    cloud.operator.s3().createBucket(r -> r.bucket(BUCKET));
    ProductPackage.of(BUCKET)
        .forEach(
            (key, content) ->
                cloud
                    .operator
                    .s3()
                    .putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content)));
  }

  @AfterEach
  void close() {
    cloud.close();
  }

  private void install(String stack) {
    cloud
        .operator
        .stacks()
        .createStack(
            r ->
                r.stackName(stack)
                    .templateURL(
                        "https://%s.s3.us-east-1.amazonaws.com/%s"
                            .formatted(BUCKET, ProductPackage.TEMPLATE))
                    .capabilities(
                        Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                    .parameters(
                        Parameter.builder()
                            .parameterKey("EndpointPath")
                            .parameterValue("/" + stack)
                            .build()));
    cloud.clock.advance(LONG_ENOUGH);
  }

  private String status(String stack) {
    return cloud
        .operator
        .stacks()
        .describeStacks(r -> r.stackName(stack))
        .stacks()
        .getFirst()
        .stackStatusAsString();
  }

  private String physicalId(String stack, String logicalId) {
    return cloud
        .operator
        .stacks()
        .describeStackResources(r -> r.stackName(stack))
        .stackResources()
        .stream()
        .filter(r -> r.logicalResourceId().equals(logicalId))
        .map(StackResource::physicalResourceId)
        .findFirst()
        .orElseThrow();
  }

  private String takesAFinding(String function) {
    byte[] event = Events.sample("already-compliant").bytes();
    return cloud
        .operator
        .lambda()
        .invoke(r -> r.functionName(function).payload(SdkBytes.fromByteArray(event)))
        .payload()
        .asUtf8String();
  }

  @Test
  void twoStacksStandBesideEachOtherAndOneGoesAlone() {
    install("first");
    install("second");
    assertThat(status("first")).isEqualTo("CREATE_COMPLETE");
    assertThat(status("second")).isEqualTo("CREATE_COMPLETE");
    String first = physicalId("first", "FindingFunction");
    String second = physicalId("second", "FindingFunction");
    assertThat(takesAFinding(first)).contains("\"findings\"");
    assertThat(takesAFinding(second)).contains("\"findings\"");
    String ledger = physicalId("first", "Ledger");

    cloud.operator.stacks().deleteStack(r -> r.stackName("first"));
    cloud.clock.advance(LONG_ENOUGH);

    assertThatThrownBy(() -> status("first")).isInstanceOf(CloudFormationException.class);
    assertThatThrownBy(() -> takesAFinding(first)).isInstanceOf(ResourceNotFoundException.class);
    assertThat(takesAFinding(second)).contains("\"findings\"");
    assertThat(
            cloud.operator.dynamoDb().describeTable(r -> r.tableName(ledger)).table().tableStatus())
        .as("the ledger stays, as the template retains it")
        .isEqualTo(TableStatus.ACTIVE);
  }
}
