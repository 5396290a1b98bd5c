package remediator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How clients reach AWS: with which credentials and, off AWS, at which endpoint. One HTTP client
 * serves all of them.
 */
public final class ClientConfig implements AutoCloseable {
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Optional<RetryStrategy> retries;
  private final SecretScrubber scrubber = new SecretScrubber();

  /**
   * @param endpoint one endpoint for all services, or empty for AWS's own
   */
  public ClientConfig(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this(endpoint, credentials, http(), Optional.empty());
  }

  /**
   * By another way than the usual one.
   *
   * @param http closed with this
   * @param retries instead of what each client does by itself; made of one of {@link
   *     AwsRetryStrategy}'s, which know what is worth another try
   */
  public ClientConfig(
      URI endpoint, AwsCredentialsProvider credentials, SdkHttpClient http, RetryStrategy retries) {
    this(Optional.of(endpoint), credentials, http, Optional.of(retries));
  }

  private ClientConfig(
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Optional<RetryStrategy> retries) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
    this.retries = retries;
  }

  /**
   * As Lambda provides it, with the credentials of the function's role. A function that starts from
   * a snapshot has none in its environment, which would be as old as the snapshot, but asks Lambda
   * for them ("Improving startup performance with Lambda SnapStart").
   */
  public static ClientConfig ofLambda() {
    return new ClientConfig(
        Optional.empty(),
        System.getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI") == null
            ? EnvironmentVariableCredentialsProvider.create()
            : ContainerCredentialsProvider.create());
  }

  private static SdkHttpClient http() {
    return ApacheHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .socketTimeout(Duration.ofSeconds(25))
        .build();
  }

  /** Whether all services are at one endpoint, which then names no bucket. */
  boolean hasOneEndpoint() {
    return endpoint.isPresent();
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, String region, AwsCredentialsProvider as) {
    endpoint.ifPresent(builder::endpointOverride);
    builder.overrideConfiguration(
        c -> {
          c.addExecutionInterceptor(scrubber);
          retries.ifPresent(c::retryStrategy);
        });
    return builder.region(Region.of(region)).credentialsProvider(as).httpClient(http).build();
  }

  @Override
  public void close() {
    http.close();
  }
}
