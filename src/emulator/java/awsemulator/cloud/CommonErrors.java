package awsemulator.cloud;

import java.util.Map;

/**
 * The errors that every service has (AWS: "Common Error Types"), in the Query protocol's words, and
 * what the JSON services call them.
 */
public final class CommonErrors {
  private static final Map<String, String> JSON =
      Map.of(
          "AccessDenied", "AccessDeniedException",
          "IncompleteSignature", "IncompleteSignatureException",
          "InternalFailure", "InternalFailure",
          "InvalidAction", "UnknownOperationException",
          "InvalidClientTokenId", "UnrecognizedClientException",
          "MalformedInput", "SerializationException",
          "MissingAuthenticationToken", "MissingAuthenticationTokenException",
          "Throttling", "ThrottlingException");

  private CommonErrors() {}

  public static AwsFault in(AwsService.Protocol protocol, AwsFault fault) {
    String json = JSON.get(fault.code());
    if (protocol == AwsService.Protocol.QUERY || json == null) {
      return fault;
    }
    // The older JSON services answer every client error with 400, the REST ones tell them apart.
    boolean plain = protocol == AwsService.Protocol.JSON && fault.status() < 500;
    return new AwsFault(json, plain ? 400 : fault.status(), fault.getMessage());
  }

  public static AwsFault throttled() {
    return AwsFault.badRequest("Throttling", "Rate exceeded");
  }

  public static AwsFault serverError() {
    return new AwsFault(
        "InternalFailure",
        500,
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  public static AwsFault unknownService(String signingName) {
    return new AwsFault("InvalidAction", 404, "This cloud has no service " + signingName + ".");
  }

  public static AwsFault unknownOperation(String service, String operation) {
    return AwsFault.badRequest(
        "InvalidAction", "Could not find operation " + operation + " of " + service + ".");
  }

  /** What a policy says that stands above those of the account. */
  public static AwsFault denied(CallerIdentity caller, RequiredRight need) {
    return new AwsFault(
        "AccessDenied",
        403,
        "User: %s is not authorized to perform: %s on resource: %s with an explicit deny in a service control policy"
            .formatted(caller.principal(), need.action(), need.resource()));
  }
}
