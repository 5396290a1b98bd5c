package awsemulator.services;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.iam.Organization;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: roles are taken on by those whom they trust. */
public final class StsService extends AwsService {
  private static final int DEFAULT_SECONDS = 3600;

  private final InstantSource clock;
  private final AccessKeys keys;
  private final BiPredicate<CallerIdentity, String> trust;

  /**
   * @param trust whether the role of that ARN exists and lets the caller take it on
   */
  public StsService(
      InstantSource clock,
      AccessKeys keys,
      Organization organization,
      BiPredicate<CallerIdentity, String> trust) {
    super("sts", Protocol.QUERY);
    this.clock = clock;
    this.keys = keys;
    this.trust = trust;
    on(AssumeRoleRequest.class, (caller, q) -> List.of(need(q, organization)), this::assumeRole);
    // AWS: "No permissions are required to perform this operation."
    on(GetCallerIdentityRequest.class, (caller, q) -> List.of(), this::identity);
  }

  private static RequiredRight need(AssumeRoleRequest q, Organization organization) {
    String role = String.valueOf(q.roleArn());
    Map<String, String> context = new HashMap<>();
    String[] arn = role.split(":", -1);
    if (arn.length > 4) {
      context.putAll(organization.resourceKeys(arn[4]));
    }
    if (q.roleSessionName() != null) {
      context.put("sts:RoleSessionName", q.roleSessionName());
    }
    return new RequiredRight("sts:AssumeRole", role, context);
  }

  private AssumeRoleResponse assumeRole(CallerIdentity caller, AssumeRoleRequest q) {
    if (q.roleArn() == null || !q.roleArn().matches("arn:[a-z-]+:iam::\\d{12}:role/.+")) {
      throw invalid(q.roleArn() + " is invalid");
    }
    if (q.roleSessionName() == null || !q.roleSessionName().matches("[\\w+=,.@-]{2,64}")) {
      throw invalid(
          "Member must satisfy regular expression pattern: [\\w+=,.@-]*: roleSessionName");
    }
    int seconds = q.durationSeconds() == null ? DEFAULT_SECONDS : q.durationSeconds();
    if (seconds < 900 || seconds > 43_200) {
      throw invalid("Member must have value between 900 and 43200: durationSeconds");
    }
    if (!trust.test(caller, q.roleArn())) {
      throw new AwsFault(
          "AccessDenied",
          403,
          "User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
              .formatted(caller.principal(), q.roleArn()));
    }
    String account = q.roleArn().split(":", -1)[4];
    String key = keys.keyFor(q.roleArn(), account);
    return AssumeRoleResponse.builder()
        .credentials(
            c ->
                c.accessKeyId(key)
                    .secretAccessKey("local")
                    .sessionToken("local")
                    .expiration(clock.instant().plus(Duration.ofSeconds(seconds))))
        .assumedRoleUser(
            u ->
                u.arn(sessionArn(q.roleArn(), q.roleSessionName()))
                    .assumedRoleId("AROALOCAL:" + q.roleSessionName()))
        .build();
  }

  private GetCallerIdentityResponse identity(CallerIdentity caller, GetCallerIdentityRequest q) {
    String arn =
        caller.principal().contains(":role/")
            ? sessionArn(caller.principal(), "local")
            : "arn:%s:iam::%s:user/%s"
                .formatted(caller.partition(), caller.account(), caller.principal());
    return GetCallerIdentityResponse.builder()
        .account(caller.account())
        .arn(arn)
        .userId("AIDALOCAL")
        .build();
  }

  private static String sessionArn(String roleArn, String session) {
    String role = roleArn.substring(roleArn.lastIndexOf('/') + 1);
    String[] parts = roleArn.split(":", -1);
    return "arn:%s:sts::%s:assumed-role/%s/%s".formatted(parts[1], parts[4], role, session);
  }

  private static AwsFault invalid(String message) {
    return AwsFault.badRequest("ValidationError", message);
  }
}
