package awsemulator.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/**
 * One AWS service of the local cloud: its operations in terms of the SDK's own request and response
 * classes. The endpoint turns wire bytes into these and back, checks rights, and records the call.
 * An operation that is not registered is refused.
 */
public abstract class AwsService {
  /** How a service's requests look on the wire. */
  public enum Protocol {
    /** Form parameters in, XML out: ElastiCache, SNS, STS, CloudWatch. */
    QUERY,
    /** A JSON body and an X-Amz-Target header: Step Functions, SSM, and most of the others. */
    JSON,
    /** A JSON body and a path for each operation: Security Hub. */
    REST_JSON,
    /** A path, and XML: S3, Route 53. */
    REST_XML
  }

  /** An operation: what rights it needs, and what it does. */
  public record Operation<Q extends SdkPojo>(
      Class<Q> request,
      BiFunction<CallerIdentity, Q, List<RequiredRight>> needs,
      BiFunction<CallerIdentity, Q, ? extends SdkPojo> body) {}

  private final String signingName;
  private final Protocol protocol;
  // The SDK writes GetAwsDefaultServiceQuota where the wire has GetAWSDefaultServiceQuota.
  private final Map<String, Operation<?>> operations = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> routes = new LinkedHashMap<>();

  /**
   * @param signingName the service in the signature's scope, such as {@code elasticache}
   */
  protected AwsService(String signingName, Protocol protocol) {
    this.signingName = signingName;
    this.protocol = protocol;
  }

  /** Registers an operation; its name is that of the request class without "Request". */
  protected final <Q extends SdkPojo> void on(
      Class<Q> request,
      BiFunction<CallerIdentity, Q, List<RequiredRight>> needs,
      BiFunction<CallerIdentity, Q, ? extends SdkPojo> body) {
    on(request.getSimpleName().replaceFirst("Request$", ""), request, needs, body);
  }

  /** The same under a name of its own. */
  protected final <Q extends SdkPojo> void on(
      String name,
      Class<Q> request,
      BiFunction<CallerIdentity, Q, List<RequiredRight>> needs,
      BiFunction<CallerIdentity, Q, ? extends SdkPojo> body) {
    operations.put(name, new Operation<>(request, needs, body));
  }

  /**
   * Says where a REST service has an operation, such as {@code PATCH /findings/batchupdate}, or
   * with members of the request in the path, {@code GET /functions/{FunctionName}}.
   */
  protected final void at(String methodAndPath, String operation) {
    routes.put(methodAndPath, operation);
  }

  /**
   * Refuses a request that sets a member which this cloud would have to ignore.
   *
   * @param members the model's names of those it heeds
   */
  protected static void heeds(SdkPojo request, String... members) {
    for (SdkField<?> field : request.sdkFields()) {
      Object value = field.getValueOrDefault(request);
      boolean unset =
          value == null
              || value instanceof SdkAutoConstructList
              || value instanceof SdkAutoConstructMap;
      if (!unset && !List.of(members).contains(field.memberName())) {
        throw AwsFault.badRequest(
            "MalformedInput",
            "This cloud does not know the member %s of %s."
                .formatted(field.memberName(), request.getClass().getSimpleName()));
      }
    }
  }

  /** The SDK's name of the service, such as {@code ElastiCache}. */
  public final String name() {
    return ServiceNames.of(signingName);
  }

  /**
   * An error that every service has, under the code that this one gives it; other errors as they
   * are.
   *
   * @param fault in the words of the Query protocol, such as {@code AccessDenied}
   */
  public AwsFault inOwnWords(AwsFault fault) {
    return CommonErrors.in(protocol, fault);
  }

  /** How its calls are read and answered. */
  public ProtocolCodec codec() {
    return ProtocolCodec.of(protocol);
  }

  /** Whether an answer may need other services, which then must have their turns meanwhile. */
  public boolean callsOthers() {
    return false;
  }

  public final String signingName() {
    return signingName;
  }

  public final Protocol protocol() {
    return protocol;
  }

  /** The operation of that name, or null where this service does not know it. */
  public final Operation<?> operation(String name) {
    return operations.get(name);
  }

  /** The operation at that method and path, or null where there is none. */
  final String operationAt(String methodAndPath) {
    return routes.get(route(methodAndPath));
  }

  /** The pattern that fits; null where none does. */
  final String route(String methodAndPath) {
    return routes.keySet().stream()
        .filter(
            r ->
                methodAndPath.matches(
                    r.replaceAll("\\{\\w+}", "[^/]+").replaceAll("\\{\\w+[+]}", ".+")))
        .findFirst()
        .orElse(null);
  }
}
