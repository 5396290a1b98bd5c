package awsemulator.elasticache.state;

import java.util.Arrays;

/**
 * An engine and its full version.
 *
 * @param engine redis or valkey
 * @param version such as 7.1.0
 */
public record EngineRelease(String engine, String version) implements Comparable<EngineRelease> {
  private static final EngineRelease REDIS_TLS = new EngineRelease("redis", "7.0.5");

  /** A parameter group's family, "Supported engines and versions". */
  public String family() {
    int major = part(0);
    if (engine.equals("valkey") || major >= 7) {
      return engine + major;
    }
    if (major == 6) {
      return "redis6.x";
    }
    return major >= 4 ? "redis" + major + ".0" : "redis" + major + "." + part(1);
  }

  /** Whether the in-transit encryption setting of a running group can be changed. */
  public boolean tlsOnline() {
    return engine.equals("valkey") || compareTo(REDIS_TLS) >= 0;
  }

  public boolean atLeast(String redisVersion) {
    return engine.equals("valkey") || compareTo(new EngineRelease("redis", redisVersion)) >= 0;
  }

  /** Valkey is newer than every Redis OSS. */
  @Override
  public int compareTo(EngineRelease other) {
    if (!engine.equals(other.engine)) {
      return engine.equals("valkey") ? 1 : -1;
    }
    for (int i = 0; i < 3; i++) {
      int byPart = Integer.compare(part(i), other.part(i));
      if (byPart != 0) {
        return byPart;
      }
    }
    return 0;
  }

  private int part(int index) {
    int[] parts = Arrays.stream(version.split("\\.", -1)).mapToInt(EngineRelease::number).toArray();
    return index < parts.length ? parts[index] : 0;
  }

  private static int number(String text) {
    return text.equals("x") ? Integer.MAX_VALUE : Integer.parseInt(text);
  }
}
