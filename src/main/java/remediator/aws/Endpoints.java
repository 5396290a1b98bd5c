package remediator.aws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceEndpointKey;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * Where services answer, for calls that no client of the SDK makes.
 *
 * @param everything one endpoint for all services, off AWS
 * @param environment where AWS's own variables may name another ("Service-specific endpoints", AWS
 *     SDKs and Tools Reference Guide)
 */
record Endpoints(Optional<URI> everything, Map<String, String> environment) {
  /** What changes endpoints; then the SDK's clients decide, where there are any. */
  private static final Set<String> SPECIAL =
      Set.of(
          "AWS_USE_FIPS_ENDPOINT",
          "AWS_USE_DUALSTACK_ENDPOINT",
          "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");

  /** Whether nobody wants any of these, which are slow to find out. */
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
        .orElseGet(() -> URI.create("https://" + host(prefix, place)));
  }

  private Optional<URI> variable(String name) {
    return is("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
        ? Optional.empty()
        : Optional.ofNullable(environment.get(name)).filter(v -> !v.isEmpty()).map(URI::create);
  }

  private boolean is(String name) {
    return "true".equalsIgnoreCase(environment.get(name));
  }

  private String host(String prefix, Place place) {
    List<EndpointTag> tags = new ArrayList<>();
    if (is("AWS_USE_FIPS_ENDPOINT")) {
      tags.add(EndpointTag.FIPS);
    }
    if (is("AWS_USE_DUALSTACK_ENDPOINT")) {
      tags.add(EndpointTag.DUALSTACK);
    }
    return tags.isEmpty()
        ? prefix + "." + place.region() + "." + suffix(place)
        : ServiceMetadata.of(prefix)
            .endpointFor(
                ServiceEndpointKey.builder().region(Region.of(place.region())).tags(tags).build())
            .getPath();
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
