package remediator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * How clients reach AWS: with which credentials and, off AWS, at which endpoint. One HTTP client
 * serves all of them.
 */
public final class Connection implements AutoCloseable {
  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final ClientOverrideConfiguration overrides;

  /**
   * @param endpoint one endpoint for all services, or empty for AWS's own
   */
  public Connection(Optional<URI> endpoint, AwsCredentialsProvider credentials) {
    this(
        endpoint,
        credentials,
        ApacheHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(25))
            .build(),
        ClientOverrideConfiguration.builder().build());
  }

  /**
   * By another way than the usual one.
   *
   * @param http closed with this
   */
  public Connection(
      Optional<URI> endpoint,
      AwsCredentialsProvider credentials,
      SdkHttpClient http,
      ClientOverrideConfiguration overrides) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
    this.overrides = overrides;
  }

  /** As Lambda provides it: the function's role in the environment. */
  public static Connection ofLambda() {
    return new Connection(Optional.empty(), EnvironmentVariableCredentialsProvider.create());
  }

  SdkHttpClient http() {
    return http;
  }

  /** Where a service is, for a call that no client of the SDK makes. */
  URI endpoint(String service, String region) {
    return endpoint.orElseGet(
        () ->
            URI.create(
                "https://" + ServiceMetadata.of(service).endpointFor(Region.of(region)).getPath()));
  }

  AwsCredentialsProvider credentials() {
    return credentials;
  }

  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, String region, AwsCredentialsProvider as) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(region))
        .credentialsProvider(as)
        .httpClient(http)
        .overrideConfiguration(overrides)
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
