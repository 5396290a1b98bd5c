package remediator.live.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveClients;
import remediator.live.core.ProductFiles;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.RunRefusal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.OnFailure;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;

/** Deploys the product's two templates under names of the run. */
public final class StackDeployer {
  private static final Duration MOST = Duration.ofMinutes(20);
  private static final String MEMBER_FILE = "member-role.yaml";

  private final LiveAccount aws;

  public StackDeployer(LiveAccount aws) {
    this.aws = aws;
  }

  private String bucket() {
    return aws.name(aws.place.account());
  }

  /** The bucket with all that the stacks are made of; made once a run. */
  private void upload() {
    if (aws.fact("bucket").isPresent()) {
      return;
    }
    String bucket = aws.making(ResourceKind.BUCKET, bucket());
    aws.clients
        .s3()
        .createBucket(
            r -> {
              r.bucket(bucket);
              if (!aws.place.region().equals("us-east-1")) {
                r.createBucketConfiguration(
                    c ->
                        c.locationConstraint(
                            BucketLocationConstraint.fromValue(aws.place.region())));
              }
            });
    Map<String, byte[]> objects = ProductPackage.of(bucket);
    try {
      objects.put(MEMBER_FILE, Files.readAllBytes(ProductFiles.MEMBER_TEMPLATE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    objects.forEach(
        (key, content) -> {
          aws.making(ResourceKind.OBJECT, bucket + "/" + key);
          aws.clients
              .s3()
              .putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
        });
    aws.keep("bucket", bucket);
  }

  /** The product, in plan-only and on hold. */
  public Stack product() {
    upload();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("Mode", "plan-only");
    parameters.put("InitialSwitch", "hold");
    parameters.put("EndpointPath", "/" + aws.place.run());
    parameters.put("MemberRoleName", aws.name("member"));
    parameters.put("MemberRetireRoleName", aws.name("retire"));
    return stack("product", ProductPackage.TEMPLATE, parameters);
  }

  /** The member roles, which trust the caller of this run. */
  public Stack member() {
    String caller = callerRole();
    upload();
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("RoleName", aws.name("member"));
    parameters.put("RetireRoleName", aws.name("retire"));
    parameters.put("RemediatorAccount", aws.place.account());
    parameters.put("RemediatorRoleArns", caller);
    parameters.put("RetireRoleArn", caller);
    parameters.put("EndpointPath", "/" + aws.place.run());
    return stack("member", MEMBER_FILE, parameters);
  }

  /** The caller's role with its path, which a session's ARN does not tell. */
  private String callerRole() {
    String role = aws.place.caller().split("/", -1)[1];
    return aws.clients.iam().getRole(r -> r.roleName(role)).role().arn();
  }

  private Stack stack(String suffix, String file, Map<String, String> parameters) {
    String name = aws.making(ResourceKind.STACK, aws.name(suffix));
    String region = aws.place.region();
    aws.clients
        .stacks()
        .createStack(
            r ->
                r.stackName(name)
                    .templateURL("https://" + bucket() + ".s3." + region + ".amazonaws.com/" + file)
                    .capabilities(
                        Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                    .onFailure(OnFailure.ROLLBACK)
                    .tags(Tag.builder().key(LiveAccount.TAG).value(aws.place.run()).build())
                    .parameters(
                        parameters.entrySet().stream()
                            .map(
                                p ->
                                    Parameter.builder()
                                        .parameterKey(p.getKey())
                                        .parameterValue(p.getValue())
                                        .build())
                            .toList()));
    return aws.await(
            MOST,
            () ->
                Optional.of(described(name))
                    .filter(s -> !s.stackStatusAsString().endsWith("IN_PROGRESS")))
        .orElseGet(() -> described(name));
  }

  private Stack described(String name) {
    return aws.clients.stacks().describeStacks(r -> r.stackName(name)).stacks().getFirst();
  }

  /** The name or ARN that a resource of a stack got. */
  public String physicalId(String suffix, String logicalId) {
    return aws
        .clients
        .stacks()
        .describeStackResources(r -> r.stackName(aws.name(suffix)))
        .stackResources()
        .stream()
        .filter(r -> r.logicalResourceId().equals(logicalId))
        .map(StackResource::physicalResourceId)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(logicalId + " is not in the stack"));
  }

  /** Clients with the rights of the member role, {@code member}, or of the one that deletes. */
  public LiveClients as(String role) {
    if (aws.fact("member").isEmpty()) {
      Stack stack = member();
      aws.keep("member", stack.stackStatusAsString());
    }
    String arn =
        "arn:%s:iam::%s:role/%s"
            .formatted(aws.place.partition(), aws.place.account(), aws.name(role));
    AtomicReference<AwsServiceException> denied = new AtomicReference<>();
    return aws.await(Duration.ofMinutes(2), Duration.ofSeconds(5), () -> assumed(arn, denied::set))
        .orElseThrow(() -> new IllegalStateException(notAssumed(arn, denied.get())));
  }

  /** A new role cannot be assumed at once: until then it is denied. */
  private Optional<LiveClients> assumed(String role, Consumer<AwsServiceException> denied) {
    try {
      return Optional.of(aws.as(role));
    } catch (AwsServiceException e) {
      if (!RunRefusal.isDenied(e)) {
        throw e;
      }
      denied.accept(e);
      return Optional.empty();
    }
  }

  private String notAssumed(String role, AwsServiceException denied) {
    return "role %s cannot be assumed, or does not trust the caller. %s"
        .formatted(role, RunRefusal.of(denied, aws.choices.nodeType()).orElseThrow());
  }

  /**
   * Invokes a function of the stack; returns its answer, after the kind of error where it failed.
   */
  public String invoke(String function, String payload) {
    String name = physicalId("product", function);
    var answer =
        aws.clients
            .lambda()
            .invoke(r -> r.functionName(name).payload(SdkBytes.fromUtf8String(payload)));
    String text = new String(answer.payload().asByteArray(), StandardCharsets.UTF_8);
    return answer.functionError() == null ? text : answer.functionError() + " " + text;
  }
}
