package remediator.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * One of our clients, and the SDK's own for the same service.
 *
 * @param type the interface that both have
 */
record Pair(Class<?> type, Object ours, Object sdks, Recorder http) {
  /** With a path of its own, as that of a proxy may have. */
  private static final URI HERE = URI.create("http://127.0.0.1:1/aws/");

  private static final StaticCredentialsProvider KEYS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));

  static List<Pair> all() {
    return List.of(
        pair(DynamoDbClient.class, DynamoDbClient.builder(), "dynamodb", DynamoDbWire::new),
        pair(
            ElastiCacheClient.class,
            ElastiCacheClient.builder(),
            "elasticache",
            ElastiCacheWire::new),
        pair(
            SecurityHubClient.class,
            SecurityHubClient.builder(),
            "securityhub",
            SecurityHubWire::new),
        pair(SfnClient.class, SfnClient.builder(), "states", SfnWire::new),
        pair(SsmClient.class, SsmClient.builder(), "ssm", SsmWire::new));
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> Pair pair(
      Class<C> type, B builder, String name, Function<Wire, C> making) {
    Recorder http = new Recorder();
    C sdks = client(builder, http);
    C ours = making.apply(wire(name, http));
    return new Pair(type, ours, sdks, http);
  }

  /** The SDK's own client. */
  static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, Recorder http) {
    return builder
        .endpointOverride(HERE)
        .region(Region.EU_WEST_1)
        .credentialsProvider(KEYS)
        .httpClient(http)
        .overrideConfiguration(c -> c.retryStrategy(atOnce()))
        .build();
  }

  /** Our way to the same. */
  static Wire wire(String name, Recorder http) {
    return new Wire(HERE, name, Region.EU_WEST_1.id(), KEYS, http, Pair::atOnce);
  }

  /** Three attempts, without waiting in between. */
  static RetryStrategy atOnce() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(3)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .build();
  }

  /** What our client can be asked for. */
  List<Method> operations() {
    return Arrays.stream(ours.getClass().getDeclaredMethods())
        .filter(m -> m.getParameterCount() == 1)
        .filter(m -> SdkRequest.class.isAssignableFrom(m.getParameterTypes()[0]))
        .toList();
  }

  /** An operation and the service it belongs to. */
  record Operation(Pair pair, Method method) {
    Class<? extends SdkRequest> request() {
      return method.getParameterTypes()[0].asSubclass(SdkRequest.class);
    }

    /** What the client did with the request: its answer, or the exception. */
    Object of(Object client, SdkRequest request) throws ReflectiveOperationException {
      Method declared = pair.type.getMethod(method.getName(), request.getClass());
      try {
        return declared.invoke(client, request);
      } catch (InvocationTargetException e) {
        return e.getCause();
      }
    }

    String name() {
      return Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
    }

    boolean xml() {
      return pair.type == ElastiCacheClient.class;
    }

    @Override
    public String toString() {
      return pair.type.getSimpleName() + "." + method.getName();
    }
  }

  /** All operations of all of them. */
  static Stream<Operation> allOperations() {
    return all().stream().flatMap(p -> p.operations().stream().map(m -> new Operation(p, m)));
  }

  /** The one of that name. */
  static Operation operation(String name) {
    Optional<Operation> found =
        allOperations().filter(o -> o.method().getName().equals(name)).findFirst();
    return found.orElseThrow();
  }
}
