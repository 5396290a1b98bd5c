package awsemulator.cloud;

import awsemulator.cloud.server.CloudEndpoint;
import awsemulator.time.VirtualClock;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/** An endpoint with some services, and SDK clients for it that do not retry. */
public final class TestCloud implements AutoCloseable {
  public static final String ROLE = "arn:aws:iam::111122223333:role/remediator";
  public static final String ACCOUNT = "111122223333";

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-01T00:00:00Z"));
  public final AccessKeys keys = new AccessKeys();
  public final CallLog log = new CallLog(clock);
  public FaultPlan faults = FaultPlan.NEVER;
  public CallAuthorizer authorizer = (caller, need) -> {};
  private CloudEndpoint endpoint;

  public TestCloud serving(AwsService... services) {
    endpoint =
        new CloudEndpoint(
            clock,
            (caller, need) -> authorizer.check(caller, need),
            log,
            (caller, service, operation) -> faults.decide(caller, service, operation),
            keys,
            List.of(services));
    return this;
  }

  public <C, B extends AwsClientBuilder<B, C>> C client(B builder) {
    return client(builder, keys.keyFor(ROLE, ACCOUNT));
  }

  public <C, B extends AwsClientBuilder<B, C>> C client(B builder, String accessKeyId) {
    return builder
        .region(Region.EU_WEST_1)
        .endpointOverride(endpoint.uri())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
        .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  public CloudEndpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
