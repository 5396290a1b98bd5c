package remediator.aws;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * The AWS clients: those of our own account, and those of the account and Region that a finding
 * belongs to. Each is built when it is first asked for. Another account is entered by assuming the
 * role whose name the deployment sets; where none is set, it is refused.
 */
public final class AwsClients implements AutoCloseable {
  private final ClientConfig connection;
  private final AccountRegion home;
  private final Optional<MemberRole> memberRole;
  private final Map<String, Object> clients = new ConcurrentHashMap<>();

  /**
   * @param home our own account and Region: ledger, state machines, topic
   * @param memberRole the role to assume in other accounts
   */
  public AwsClients(ClientConfig connection, AccountRegion home, Optional<MemberRole> memberRole) {
    this.connection = connection;
    this.home = home;
    this.memberRole = memberRole;
  }

  /** Builds the clients that a finding of our own account and Region needs, and calls none. */
  public void buildClients() {
    dynamoDb();
    elastiCache(home);
    ssm();
    stepFunctions();
    securityHub(home);
  }

  public DynamoDbClient dynamoDb() {
    return client("dynamodb", home, DynamoDbClient::builder);
  }

  public SfnClient stepFunctions() {
    return client("sfn", home, SfnClient::builder);
  }

  public SnsClient sns() {
    return sns(home.region());
  }

  /** Of a Region: a topic takes messages by its own Region only; by our rights in any account. */
  public SnsClient sns(String region) {
    AccountRegion place = new AccountRegion(home.partition(), home.account(), region);
    return client("sns", place, SnsClient::builder);
  }

  public SqsClient sqs() {
    return client("sqs", home, SqsClient::builder);
  }

  public EventBridgeClient eventBridge() {
    return client("eventbridge", home, EventBridgeClient::builder);
  }

  public ElastiCacheClient elastiCache(AccountRegion place) {
    return client("elasticache", place, ElastiCacheClient::builder);
  }

  public SecurityHubClient securityHub(AccountRegion place) {
    return client("securityhub", place, SecurityHubClient::builder);
  }

  /** Of our own account. */
  public SsmClient ssm() {
    return ssm(home);
  }

  public SsmClient ssm(AccountRegion place) {
    return client("ssm", place, SsmClient::builder);
  }

  public SecretsManagerClient secrets(AccountRegion place) {
    return client("secretsmanager", place, SecretsManagerClient::builder);
  }

  public KmsClient kms(AccountRegion place) {
    return client("kms", place, KmsClient::builder);
  }

  /** Of our own account; Route 53 is one for all Regions of a partition. */
  public Route53Client route53() {
    return client("route53", home, Route53Client::builder);
  }

  public CloudWatchClient cloudWatch(AccountRegion place) {
    return client("cloudwatch", place, CloudWatchClient::builder);
  }

  public ApplicationAutoScalingClient autoScaling(AccountRegion place) {
    return client("application-autoscaling", place, ApplicationAutoScalingClient::builder);
  }

  /** Of our own account and Region; what is sent is in memory, and needs no chunks. */
  public S3Client s3() {
    return client(
        "s3",
        home,
        () ->
            S3Client.builder()
                .forcePathStyle(connection.hasOneEndpoint())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false)));
  }

  public ServiceQuotasClient quotas(AccountRegion place) {
    return client("servicequotas", place, ServiceQuotasClient::builder);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      String service, AccountRegion place, Supplier<B> builder) {
    // Outside the map's own computation, which must not be entered twice.
    AwsCredentialsProvider as = credentials(place);
    String key = service + "/" + place.account() + "/" + place.region();
    @SuppressWarnings("unchecked") // one key, one kind of client
    C client =
        (C) clients.computeIfAbsent(key, _ -> connection.build(builder.get(), place.region(), as));
    return client;
  }

  /** Our own account and Region. */
  public final AccountRegion home() {
    return home;
  }

  private AwsCredentialsProvider credentials(AccountRegion place) {
    if (place.account().equals(home.account())) {
      return connection.credentials();
    }
    String key = "role/" + place.account();
    AwsCredentialsProvider known = (AwsCredentialsProvider) clients.get(key);
    if (known != null) {
      return known;
    }
    // Outside the map's own computation, in which the client of STS is made.
    AwsCredentialsProvider made = assume(place);
    Object before = clients.putIfAbsent(key, made);
    return before == null ? made : (AwsCredentialsProvider) before;
  }

  /**
   * Lets go of the clients of a place that is not needed soon again, and of its account's
   * credentials; those of our own account and Region stay. Whoever still has one may use it.
   */
  public void forget(AccountRegion place) {
    if (!isHome(place)) {
      clients.keySet().removeIf(k -> k.endsWith("/" + place.account() + "/" + place.region()));
      clients.remove("role/" + place.account());
    }
  }

  private AwsCredentialsProvider assume(AccountRegion place) {
    MemberRole role = memberRole.orElseThrow(() -> new MissingMemberRoleException(place.account()));
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(client("sts", home, StsClient::builder))
        .refreshRequest(
            r ->
                r.roleArn(
                        "arn:%s:iam::%s:role/%s"
                            .formatted(place.partition(), place.account(), role.name()))
                    .roleSessionName(role.session()))
        .build();
  }

  /** Whether it is our own account and Region. */
  public boolean isHome(AccountRegion place) {
    return place.equals(home);
  }

  /**
   * What keeps us out of a place, as a sentence with the remedy; empty where nothing is known to.
   */
  public Optional<String> findAccessProblem(AccountRegion place) {
    if (!place.partition().equals(home.partition())) {
      return Optional.of(
          "it is in the partition "
              + place.partition()
              + ", and no role can be assumed across partitions: deploy there too");
    }
    if (!place.account().equals(home.account()) && memberRole.isEmpty()) {
      return Optional.of(
          "account "
              + place.account()
              + " is another one, and no role to assume there is named: deploy the member role"
              + " there and set the parameter MemberRoleName");
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    connection.close();
  }
}
