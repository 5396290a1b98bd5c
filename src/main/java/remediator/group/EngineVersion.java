package remediator.group;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An engine and its version, such as redis 7.0.7 or valkey 8.0.1.
 *
 * @param engine {@code redis} or {@code valkey}
 * @param parts one to three numbers, the major first
 */
public record EngineVersion(String engine, List<Integer> parts)
    implements Comparable<EngineVersion> {
  public EngineVersion {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a version as ElastiCache writes it; {@code 6.x} is its old form of 6.2.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static EngineVersion parse(String engine, String version) {
    String plain = version.replaceFirst("^6\\.x$", "6.2");
    if (!plain.matches("[0-9]{1,4}(\\.[0-9]{1,4}){0,2}")) {
      String shown = version.replaceAll("[^ -~]", "?");
      throw new IllegalArgumentException(
          "engine version "
              + shown.substring(0, Math.min(40, shown.length()))
              + " is not understood");
    }
    return new EngineVersion(
        engine, Arrays.stream(plain.split("\\.")).map(Integer::valueOf).toList());
  }

  /** Whether this version is that one or a later one; a number that is not given counts as 0. */
  public boolean atLeast(int... wanted) {
    return compareParts(Arrays.stream(wanted).boxed().toList()) >= 0;
  }

  /**
   * The floor for switching TLS on and off on a running group: Valkey 7.2 and Redis OSS 7 by the
   * user guide ("In-transit encryption"), where the API itself says 7.0.5.
   */
  public boolean canSwitchTlsOnline() {
    return engine.equals("valkey") ? atLeast(7, 2) : atLeast(7, 0, 5);
  }

  /** The form that Create and Modify take: major.minor from 6 on, all three numbers before. */
  public String toApiVersion() {
    return join(atLeast(6) ? parts.subList(0, Math.min(2, parts.size())) : parts);
  }

  private int compareParts(List<Integer> other) {
    for (int i = 0; i < 3; i++) {
      int mine = i < parts.size() ? parts.get(i) : 0;
      int theirs = i < other.size() ? other.get(i) : 0;
      if (mine != theirs) {
        return Integer.compare(mine, theirs);
      }
    }
    return 0;
  }

  /** By number, within one engine; engines by name. */
  @Override
  public int compareTo(EngineVersion other) {
    int byEngine = engine.compareTo(other.engine);
    return byEngine != 0 ? byEngine : compareParts(other.parts);
  }

  private static String join(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  /** {@code 7.0.7}. */
  public String number() {
    return join(parts);
  }

  /** Engine and version without the patch level, which ElastiCache chooses itself. */
  public String requestLine() {
    return engine + " " + toApiVersion();
  }

  @Override
  public String toString() {
    return engine + " " + number();
  }
}
