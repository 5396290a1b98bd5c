package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The secrets of all accounts and Regions, found by name or ARN. */
final class SecretStore {
  private final RegionalState<Map<String, StoredSecret>> secrets =
      new RegionalState<>(TreeMap::new);

  void add(CallerIdentity caller, StoredSecret secret) {
    StoredSecret before = secrets.of(caller).putIfAbsent(secret.name, secret);
    if (before != null && before.deleted != null) {
      throw error(
          "InvalidRequestException",
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    if (before != null) {
      throw error(
          "ResourceExistsException",
          "The operation failed because the secret " + secret.name + " already exists.");
    }
  }

  void remove(CallerIdentity caller, StoredSecret secret) {
    secrets.of(caller).remove(secret.name);
  }

  /** A secret that is not waiting for its deletion. */
  StoredSecret living(CallerIdentity caller, String id) {
    StoredSecret secret = known(caller, id);
    if (secret.deleted != null) {
      throw error(
          "InvalidRequestException",
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  StoredSecret known(CallerIdentity caller, String id) {
    return find(caller, id).orElseThrow(() -> notFound("the specified secret."));
  }

  private Optional<StoredSecret> find(CallerIdentity caller, String id) {
    return secrets.of(caller).values().stream()
        .filter(s -> s.name.equals(id) || s.arn.equals(id))
        .findFirst();
  }

  /** Who gives a secret tags from the start needs the right to tag it as well. */
  List<RequiredRight> needToCreate(CallerIdentity caller, String name, boolean tagged) {
    List<RequiredRight> needs = new ArrayList<>(need(caller, "CreateSecret", name));
    if (tagged) {
      needs.addAll(need(caller, "TagResource", name));
    }
    return needs;
  }

  List<RequiredRight> need(CallerIdentity caller, String action, String id) {
    String name = String.valueOf(id);
    String guess = name.startsWith("arn:") ? name : arn(caller, name, "??????");
    Optional<StoredSecret> secret = find(caller, id);
    Map<String, String> context = new TreeMap<>();
    secret.ifPresent(s -> s.tags.forEach((k, v) -> context.put("aws:ResourceTag/" + k, v)));
    String arn = secret.map(s -> s.arn).orElse(guess);
    return List.of(new RequiredRight("secretsmanager:" + action, arn, context));
  }

  /** Secrets Manager adds six random characters to the name. */
  static String arn(CallerIdentity caller, String name, String suffix) {
    return CallerArns.of(caller, "secretsmanager", "secret:" + name + "-" + suffix);
  }

  static AwsFault notFound(String what) {
    return error("ResourceNotFoundException", "Secrets Manager can't find " + what);
  }

  static AwsFault error(String code, String message) {
    return AwsFault.badRequest(code, message);
  }
}
