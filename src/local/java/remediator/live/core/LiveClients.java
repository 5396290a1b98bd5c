package remediator.live.core;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients of one caller in one Region, each made when it is first needed. */
public final class LiveClients implements AutoCloseable {
  private final Optional<URI> endpoint;
  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final ExchangeRecorder recorder;
  private final Map<String, AutoCloseable> made = new HashMap<>();

  /**
   * @param endpoint of another cloud than AWS's
   * @param recorder hears every call
   */
  public LiveClients(
      Optional<URI> endpoint,
      String region,
      AwsCredentialsProvider credentials,
      ExchangeRecorder recorder) {
    this.endpoint = endpoint;
    this.region = Region.of(region);
    this.credentials = credentials;
    this.recorder = recorder;
  }

  /** The same for another caller, closed together with these. */
  public synchronized LiveClients as(AwsCredentialsProvider other) {
    LiveClients clients = new LiveClients(endpoint, region.id(), other, recorder);
    made.put("caller " + made.size(), clients);
    return clients;
  }

  public ElastiCacheClient elastiCache() {
    return client("elasticache", () -> with(ElastiCacheClient.builder()).build());
  }

  public EventBridgeClient events() {
    return client("events", () -> with(EventBridgeClient.builder()).build());
  }

  public SfnClient states() {
    return client("states", () -> with(SfnClient.builder()).build());
  }

  public IamClient iam() {
    return client("iam", () -> with(IamClient.builder()).build());
  }

  public AccessAnalyzerClient analyzer() {
    return client("analyzer", () -> with(AccessAnalyzerClient.builder()).build());
  }

  public CloudFormationClient stacks() {
    return client("cloudformation", () -> with(CloudFormationClient.builder()).build());
  }

  public LambdaClient lambda() {
    return client("lambda", () -> with(LambdaClient.builder()).build());
  }

  public CloudWatchLogsClient logs() {
    return client("logs", () -> with(CloudWatchLogsClient.builder()).build());
  }

  public ConfigClient config() {
    return client("config", () -> with(ConfigClient.builder()).build());
  }

  public SecurityHubClient securityHub() {
    return client("securityhub", () -> with(SecurityHubClient.builder()).build());
  }

  public ServiceQuotasClient quotas() {
    return client("quotas", () -> with(ServiceQuotasClient.builder()).build());
  }

  public KmsClient kms() {
    return client("kms", () -> with(KmsClient.builder()).build());
  }

  public SsmClient ssm() {
    return client("ssm", () -> with(SsmClient.builder()).build());
  }

  public SecretsManagerClient secrets() {
    return client("secrets", () -> with(SecretsManagerClient.builder()).build());
  }

  public StsClient sts() {
    return client("sts", () -> with(StsClient.builder()).build());
  }

  public DynamoDbClient dynamoDb() {
    return client("dynamodb", () -> with(DynamoDbClient.builder()).build());
  }

  public S3Client s3() {
    return client(
        "s3",
        () ->
            with(S3Client.builder())
                .forcePathStyle(endpoint.isPresent())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
                .build());
  }

  private <B extends AwsClientBuilder<B, C>, C> B with(B builder) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .credentialsProvider(credentials)
        .overrideConfiguration(
            c -> {
              c.addExecutionInterceptor(recorder);
              // Some operations have a host of their own, which another endpoint has not.
              c.putAdvancedOption(
                  SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, endpoint.isPresent());
            });
  }

  @SuppressWarnings("unchecked") // one client is made under a name
  private synchronized <C extends AutoCloseable> C client(String name, Supplier<C> maker) {
    return (C) made.computeIfAbsent(name, n -> maker.get());
  }

  @Override
  public synchronized void close() {
    for (AutoCloseable client : made.values()) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
