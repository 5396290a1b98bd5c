package awsemulator.elasticache.fleet;

import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One file of a fleet: an AWS CLI answer. */
record FleetFile(Path path) {
  boolean exists() {
    return Files.exists(path);
  }

  String name() {
    return path.getFileName().toString();
  }

  /** How to make the file. */
  String command() {
    return switch (name()) {
      case "replication-groups.json" ->
          "write it by aws elasticache describe-replication-groups --output json > " + name();
      case "cache-clusters.json" ->
          "write it by aws elasticache describe-cache-clusters --show-cache-node-info --output json"
              + " > "
              + name();
      case "user-groups.json" ->
          "write it by aws elasticache describe-user-groups --output json > " + name();
      case "users.json" -> "write it by aws elasticache describe-users --output json > " + name();
      default -> "it should read {\"ARN of a group\": [{\"Key\": \"…\", \"Value\": \"…\"}]}";
    };
  }

  /**
   * @throws IllegalArgumentException with a sentence, where it is not one JSON object
   */
  Map<String, Object> read() {
    try {
      return EmulatorJson.readObject(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(path + " does not exist", e);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(name() + " is not one whole JSON object: " + command(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Whether it says that there is more to ask for. */
  boolean isPart() {
    Map<String, Object> answer = read();
    return answer.get("NextToken") != null || answer.get("Marker") != null;
  }

  /** The objects in the one list that such an answer has. */
  List<Map<?, ?>> list(String member) {
    Map<String, Object> answer = read();
    for (String key : answer.keySet()) {
      if (!key.equals(member) && !key.equals("Marker") && !key.equals("NextToken")) {
        throw new IllegalArgumentException(
            name() + " has a member \"" + key + "\"; it should have " + member + " only");
      }
    }
    if (!(answer.get(member) instanceof List<?> items)) {
      throw new IllegalArgumentException(name() + " has no list " + member);
    }
    List<Map<?, ?>> objects = new ArrayList<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(
            name() + ": " + member + "[" + objects.size() + "] is not an object");
      }
      objects.add(map);
    }
    return objects;
  }
}
