package remediator.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.Region;

/**
 * Where services answer, for calls that no client of the SDK makes.
 *
 * @param everything one endpoint for all services, off AWS
 * @param environment where AWS's own variables may name another ("Service-specific endpoints", AWS
 *     SDKs and Tools Reference Guide)
 */
record Endpoints(Optional<URI> everything, Map<String, String> environment) {
  /** What changes endpoints in ways that are left to the SDK. */
  private static final Set<String> SPECIAL =
      Set.of(
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

  /** Whether {@link #of} knows them: not where somebody wants FIPS or IPv6, say. */
  boolean usual() {
    return everything.isPresent() || SPECIAL.stream().noneMatch(environment::containsKey);
  }

  /**
   * @param id of the service in the SDK, such as {@code DynamoDB}
   * @param prefix of its host name, such as {@code dynamodb}
   */
  URI of(String id, String prefix, Place place) {
    return everything
        .or(() -> variable("AWS_ENDPOINT_URL_" + id.toUpperCase(Locale.ROOT)))
        .or(() -> variable("AWS_ENDPOINT_URL"))
        .orElseGet(
            () -> URI.create("https://" + prefix + "." + place.region() + "." + suffix(place)));
  }

  private Optional<URI> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty()).map(URI::create);
  }

  /** The SDK's list of Regions takes long to load, and nearly all are in these. */
  private static String suffix(Place place) {
    return switch (place.partition()) {
      case "aws", "aws-us-gov" -> "amazonaws.com";
      case "aws-cn" -> "amazonaws.com.cn";
      default -> Region.of(place.region()).metadata().partition().dnsSuffix();
    };
  }
}
