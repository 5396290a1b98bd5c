package awsemulator.elasticache.fleet;

import awsemulator.json.JsonMembers;
import awsemulator.json.MalformedJsonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One file of a fleet: an AWS CLI answer.
 *
 * @param name for messages: with the folder, where there are several
 */
record FleetFile(Path path, String name) {
  private static final Set<String> MORE = Set.of("Marker", "NextToken");

  boolean exists() {
    return Files.exists(path);
  }

  /** How to make the file. */
  String command() {
    return switch (path.getFileName().toString()) {
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
   * Gives each member with its value.
   *
   * @throws IllegalArgumentException with a sentence, where it is not one JSON object
   */
  void members(BiConsumer<String, Object> each) {
    read((member, value) -> each.accept(member, value.whole()));
  }

  /**
   * Gives the objects in the one list that such an answer has, one by one.
   *
   * @return whether it says that there is more to ask for
   * @throws IllegalArgumentException with a sentence, where it is not such an answer
   */
  boolean list(String member, Consumer<Map<?, ?>> each) {
    AtomicBoolean part = new AtomicBoolean();
    AtomicBoolean found = new AtomicBoolean();
    read(
        (key, value) -> {
          if (key.equals(member)) {
            AtomicInteger index = new AtomicInteger();
            found.set(value.elements(item -> each.accept(object(member, index, item))));
            if (!found.get()) {
              throw noList(member);
            }
          } else if (MORE.contains(key)) {
            part.compareAndSet(false, value.whole() != null);
          } else {
            throw new IllegalArgumentException(
                name()
                    + " has a member \""
                    + key
                    + "\"; it should have "
                    + member
                    + " only: "
                    + command());
          }
        });
    if (!found.get()) {
      throw noList(member);
    }
    return part.get();
  }

  private IllegalArgumentException noList(String member) {
    return new IllegalArgumentException(name() + " has no list " + member + ": " + command());
  }

  private Map<?, ?> object(String member, AtomicInteger index, Object item) {
    if (item instanceof Map<?, ?> map) {
      index.incrementAndGet();
      return map;
    }
    throw new IllegalArgumentException(
        name() + ": " + member + "[" + index + "] is not an object: " + command());
  }

  private void read(JsonMembers.Reader reader) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      JsonMembers.read(in, reader);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(path + " does not exist", e);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(name() + " is not one whole JSON object: " + command(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name() + " cannot be read: " + e.getMessage(), e);
    }
  }
}
