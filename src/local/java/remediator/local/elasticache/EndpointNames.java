package remediator.local.elasticache;

/** The DNS names of one group, in their form without and with in-transit encryption. */
record EndpointNames(Place place, String group, String hash, boolean tls) {
  String primary() {
    return tls ? "master." + secured() : "%s.%s.ng.0001.%s".formatted(group, hash, tail());
  }

  String reader() {
    return tls ? "replica." + secured() : "%s-ro.%s.ng.0001.%s".formatted(group, hash, tail());
  }

  String configuration() {
    return tls ? "clustercfg." + secured() : "%s.%s.clustercfg.%s".formatted(group, hash, tail());
  }

  String node(String id) {
    return tls ? id + "." + secured() : "%s.%s.0001.%s".formatted(id, hash, tail());
  }

  String certificateSuffix() {
    return secured();
  }

  private String secured() {
    return "%s.%s.%s".formatted(group, hash, tail());
  }

  private String tail() {
    return RegionCodes.of(place.region()) + "." + place.dnsSuffix();
  }
}
