package awsemulator.elasticache.endpoints;

import awsemulator.elasticache.state.CloudPlace;

/** The DNS names of one group, in their form without and with in-transit encryption. */
public record EndpointNames(CloudPlace place, String group, String hash, boolean tls) {
  public String primary() {
    return tls ? "master." + secured() : "%s.%s.ng.0001.%s".formatted(group, hash, tail());
  }

  public String reader() {
    return tls ? "replica." + secured() : "%s-ro.%s.ng.0001.%s".formatted(group, hash, tail());
  }

  public String configuration() {
    return tls ? "clustercfg." + secured() : "%s.%s.clustercfg.%s".formatted(group, hash, tail());
  }

  public String node(String id) {
    return tls ? id + "." + secured() : "%s.%s.0001.%s".formatted(id, hash, tail());
  }

  public String certificateSuffix() {
    return secured();
  }

  private String secured() {
    return "%s.%s.%s".formatted(group, hash, tail());
  }

  private String tail() {
    return RegionCodes.of(place.region()) + "." + place.dnsSuffix();
  }
}
