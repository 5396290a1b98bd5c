package remediator.local;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import remediator.local.cloud.EventFixtures;
import remediator.local.report.RunOptions;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** The replication groups that events name. */
final class EventGroups {
  private static final Pattern GROUP =
      Pattern.compile("arn:[a-z-]+:elasticache:[a-z0-9-]+:[0-9]{12}:replicationgroup:[a-z0-9-]+");

  private EventGroups() {}

  /** By their ARNs. */
  static Set<String> in(String event) {
    Set<String> groups = new TreeSet<>();
    Matcher matcher = GROUP.matcher(event);
    while (matcher.find()) {
      groups.add(matcher.group());
    }
    return groups;
  }

  /**
   * Looks whether every group that is to be acted on is there: a slip in an ARN would be a run on
   * nothing, which goes well.
   *
   * @throws IllegalArgumentException with a sentence that names the nearest group
   */
  static void check(RunOptions options) {
    Set<String> fleet =
        options.fleet().groups().stream().map(ReplicationGroup::arn).collect(Collectors.toSet());
    for (Path event : options.events()) {
      for (String arn : actedOn(event)) {
        if (!fleet.contains(arn)) {
          throw new IllegalArgumentException(
              "-Devent="
                  + event
                  + ": the fleet has no group "
                  + arn
                  + "; "
                  + (fleet.isEmpty() ? "it has none." : nearest(options.fleet(), arn)));
        }
      }
    }
  }

  private static String nearest(Fleet fleet, String arn) {
    List<String> known = fleet.groups().stream().map(ReplicationGroup::arn).toList();
    return "the nearest is "
        + NearestName.of(arn, known)
        + ". Correct the event, or name the folder that has the group by -Dfleet.";
  }

  /** The groups of findings that failed; all, in an event without findings. */
  private static Set<String> actedOn(Path event) {
    String text = read(event);
    List<Map<String, Object>> findings = EventFixtures.findings(text);
    if (findings.isEmpty()) {
      return in(text);
    }
    return findings.stream()
        .filter(f -> HubFormat.of(f).failed(f))
        .map(f -> HubFormat.of(f).group(f))
        .flatMap(arn -> in(arn).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Empty where it cannot be read: its own run says so. */
  private static String read(Path event) {
    try {
      return Files.isRegularFile(event) ? text(event) : "";
    } catch (UncheckedIOException _) {
      return "";
    }
  }

  /** What a file says, whatever its bytes are. */
  static String text(Path event) {
    try {
      return new String(Files.readAllBytes(event), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
