package remediator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.wire.Wire;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
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
public final class Connection implements AutoCloseable {
  private final Endpoints endpoints;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final Optional<RetryStrategy> retries;
  private final SecretScrubber scrubber = new SecretScrubber();

  /**
   * @param endpoint one endpoint for all services, or empty for AWS's own
   */
  public Connection(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this(new Endpoints(endpoint, Map.of()), credentials, http(), Optional.empty());
  }

  /**
   * By another way than the usual one.
   *
   * @param http closed with this
   * @param retries instead of what each client does by itself; made of one of {@link
   *     AwsRetryStrategy}'s, which know what is worth another try
   */
  public Connection(
      URI endpoint, AwsCredentialsProvider credentials, SdkHttpClient http, RetryStrategy retries) {
    this(new Endpoints(Optional.of(endpoint), Map.of()), credentials, http, Optional.of(retries));
  }

  private Connection(
      Endpoints endpoints,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      Optional<RetryStrategy> retries) {
    this.endpoints = endpoints;
    this.credentials = credentials;
    this.http = http;
    this.retries = retries;
  }

  /** As Lambda provides it: the function's role in the environment. */
  public static Connection ofLambda() {
    return new Connection(
        new Endpoints(Optional.empty(), System.getenv()),
        EnvironmentVariableCredentialsProvider.create(),
        http(),
        Optional.empty());
  }

  private static SdkHttpClient http() {
    return ApacheHttpClient.builder()
        .connectionTimeout(Duration.ofSeconds(5))
        .socketTimeout(Duration.ofSeconds(25))
        .build();
  }

  Endpoints endpoints() {
    return endpoints;
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, String region, AwsCredentialsProvider as) {
    endpoints.everything().ifPresent(builder::endpointOverride);
    builder.overrideConfiguration(
        c -> {
          c.addExecutionInterceptor(scrubber);
          retries.ifPresent(c::retryStrategy);
        });
    return builder.region(Region.of(region)).credentialsProvider(as).httpClient(http).build();
  }

  /**
   * The way to a service without a client of the SDK; it is tried as often as those try.
   *
   * @param id of the service in the SDK, such as {@code SFN}
   * @param name by which requests are signed, and which its host name begins with
   */
  Wire wire(String id, String name, Place place, AwsCredentialsProvider as) {
    return wire(id, name, place, as, AwsRetryStrategy::defaultRetryStrategy);
  }

  /**
   * The same.
   *
   * @param otherwise how often it is tried where the connection does not say
   */
  Wire wire(
      String id,
      String name,
      Place place,
      AwsCredentialsProvider as,
      Supplier<RetryStrategy> otherwise) {
    return new Wire(
        endpoints.of(id, name, place),
        name,
        place.region(),
        as,
        http,
        () -> retries.orElseGet(otherwise));
  }

  @Override
  public void close() {
    http.close();
  }
}
