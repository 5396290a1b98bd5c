package awsemulator.services;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A secret of Secrets Manager, its versions, and which of them bears which staging label. */
final class StoredSecret {
  static final String CURRENT = "AWSCURRENT";
  static final String PREVIOUS = "AWSPREVIOUS";

  final String name;
  final String arn;
  final String description;
  final String kmsKeyId;
  final Instant created;
  final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> versionByStage = new TreeMap<>();
  Instant deleted;

  StoredSecret(String name, String arn, String description, String kmsKeyId, Instant created) {
    this.name = name;
    this.arn = arn;
    this.description = description;
    this.kmsKeyId = kmsKeyId;
    this.created = created;
  }

  /** Adds a version; where it takes AWSCURRENT, the one before becomes AWSPREVIOUS. */
  void put(String version, String value, List<String> stages) {
    values.put(version, value);
    stages.forEach(stage -> move(stage, version));
  }

  void move(String stage, String version) {
    String before = versionByStage.put(stage, version);
    if (stage.equals(CURRENT) && before != null && !before.equals(version)) {
      versionByStage.put(PREVIOUS, before);
    }
  }

  void unstage(String stage) {
    versionByStage.remove(stage);
  }

  /** The version that bears the label, or null. */
  String version(String stage) {
    return versionByStage.get(stage);
  }

  /** The value of a version, or null. */
  String value(String version) {
    return values.get(version);
  }

  boolean has(String version) {
    return values.containsKey(version);
  }

  List<String> stages(String version) {
    return versionByStage.entrySet().stream()
        .filter(e -> e.getValue().equals(version))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The versions that bear a label; others are deprecated and not listed. */
  Map<String, List<String>> staged() {
    Map<String, List<String>> staged = new TreeMap<>();
    new TreeSet<>(versionByStage.values()).forEach(v -> staged.put(v, stages(v)));
    return staged;
  }
}
