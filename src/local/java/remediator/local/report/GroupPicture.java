package remediator.local.report;

import awsemulator.elasticache.fleet.FleetView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.group.GroupState;
import remediator.group.SecuritySettings;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * A group as the report shows it.
 *
 * @param transitEncryptionMode {@code none}, {@code preferred} or {@code required}
 */
public record GroupPicture(
    String arn,
    String status,
    boolean atRest,
    String kmsKeyId,
    String transitEncryptionMode,
    String engine,
    String engineVersion,
    List<String> endpoints,
    SecuritySettings settings) {
  public static GroupPicture of(FleetView view, String arn) {
    return view.group(arn).map(g -> of(view, g)).orElse(null);
  }

  private static GroupPicture of(FleetView view, ReplicationGroup g) {
    boolean tls = Boolean.TRUE.equals(g.transitEncryptionEnabled());
    String mode = g.transitEncryptionModeAsString();
    return new GroupPicture(
        g.arn(),
        g.status(),
        Boolean.TRUE.equals(g.atRestEncryptionEnabled()),
        g.kmsKeyId() == null ? "" : g.kmsKeyId(),
        !tls ? "none" : mode == null ? "required" : mode,
        view.nodes(g.arn()).getFirst().engine(),
        view.nodes(g.arn()).getFirst().engineVersion(),
        view.endpoints(g.arn()),
        GroupState.of(g).settings());
  }

  /** The same, available: whether it is busy at this moment does not count. */
  GroupPicture withoutStatus() {
    return new GroupPicture(
        arn,
        "available",
        atRest,
        kmsKeyId,
        transitEncryptionMode,
        engine,
        engineVersion,
        endpoints,
        settings);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("group", arn);
    map.put("atRest", atRest);
    map.put("kmsKeyId", kmsKeyId);
    map.put("transitEncryptionMode", transitEncryptionMode);
    map.put("engine", engine);
    map.put("engineVersion", engineVersion);
    map.put("endpoints", endpoints);
    return map;
  }
}
