package remediator.local;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;
import remediator.plan.Control;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * The events that Security Hub would send of a fleet: a failed finding for each group and each
 * control that it fails. They are files, to be looked at and sent again.
 */
public final class FleetFindings {
  /** A finding as Security Hub writes it, of another group. */
  private static final Path MODEL = Path.of("events/ec5-redis-7.1-online-tls.json");

  private final Path folder;

  FleetFindings(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes them, instead of those of an earlier run.
   *
   * @throws IllegalArgumentException with a sentence, where no group fails a control
   */
  Path write(Fleet fleet, Path of) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> earlier = Files.list(folder)) {
        for (Path file : earlier.toList()) {
          Files.delete(file);
        }
      }
      boolean any = false;
      for (ReplicationGroup group : fleet.groups()) {
        for (Control control : Control.all()) {
          if (!control.passesCheck(GroupState.of(group).settings())) {
            Files.writeString(folder.resolve(file(group, control)), event(group, control));
            any = true;
          }
        }
      }
      if (!any) {
        throw new IllegalArgumentException(
            "-Dfleet="
                + of
                + ": every group in it passes "
                + String.join(" and ", Control.all().stream().map(Control::id).toList())
                + ", so no finding is there to act on; name an event by -Devent to run one all the"
                + " same.");
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  private static String file(ReplicationGroup group, Control control) {
    GroupArn arn = GroupArn.parse(group.arn());
    return "%s.%s.%s.%s.json".formatted(arn.account(), arn.region(), arn.id(), control.id());
  }

  /** The event of one of them, as Security Hub writes it. */
  public static String event(ReplicationGroup group, Control control) throws IOException {
    Map<String, Object> model = StrictJson.readObject(Files.readString(MODEL));
    Map<String, Object> finding = EventFixtures.findings(StrictJson.write(model)).getFirst();
    String was = new AsffFormat().group(finding);
    GroupArn from = GroupArn.parse(was);
    GroupArn to = GroupArn.parse(group.arn());
    String id = String.valueOf(finding.get("Id"));
    Control is = Control.of(new AsffFormat().control(finding));
    return StrictJson.write(model)
        .replace(was, to.toString())
        .replace("arn:" + from.partition() + ":", "arn:" + to.partition() + ":")
        .replace(
            "\"Partition\":\"" + from.partition() + "\"",
            "\"Partition\":\"" + to.partition() + "\"")
        .replace(from.region(), to.region())
        .replace(from.account(), to.account())
        .replace(is.id(), control.id())
        .replace(is.requirement(), control.requirement())
        .replace(hyphened(is), hyphened(control))
        // Each finding has an id of its own, which ends so.
        .replace(id.substring(id.lastIndexOf('/')), "/" + number(to, control));
  }

  /** As the names of Config's rules have it. */
  private static String hyphened(Control control) {
    return control.requirement().replace(' ', '-');
  }

  private static UUID number(GroupArn group, Control control) {
    return UUID.nameUUIDFromBytes((group + control.id()).getBytes(StandardCharsets.UTF_8));
  }
}
