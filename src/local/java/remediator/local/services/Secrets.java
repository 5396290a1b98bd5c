package remediator.local.services;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Need;

/** The secrets of all accounts and Regions, found by name or ARN. */
final class Secrets {
  private final Places<Map<String, Secret>> secrets = new Places<>(TreeMap::new);

  void add(Caller caller, Secret secret) {
    Secret before = secrets.of(caller).putIfAbsent(secret.name, secret);
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

  void remove(Caller caller, Secret secret) {
    secrets.of(caller).remove(secret.name);
  }

  /** A secret that is not waiting for its deletion. */
  Secret living(Caller caller, String id) {
    Secret secret = known(caller, id);
    if (secret.deleted != null) {
      throw error(
          "InvalidRequestException",
          "You can't perform this operation on the secret because it was marked for deletion.");
    }
    return secret;
  }

  Secret known(Caller caller, String id) {
    return find(caller, id).orElseThrow(() -> notFound("the specified secret."));
  }

  private Optional<Secret> find(Caller caller, String id) {
    return secrets.of(caller).values().stream()
        .filter(s -> s.name.equals(id) || s.arn.equals(id))
        .findFirst();
  }

  /** Who gives a secret tags from the start needs the right to tag it as well. */
  List<Need> needToCreate(Caller caller, String name, boolean tagged) {
    List<Need> needs = new ArrayList<>(need(caller, "CreateSecret", name));
    if (tagged) {
      needs.addAll(need(caller, "TagResource", name));
    }
    return needs;
  }

  List<Need> need(Caller caller, String action, String id) {
    String name = String.valueOf(id);
    String guess = name.startsWith("arn:") ? name : arn(caller, name, "??????");
    Optional<Secret> secret = find(caller, id);
    Map<String, String> context = new TreeMap<>();
    secret.ifPresent(s -> s.tags.forEach((k, v) -> context.put("aws:ResourceTag/" + k, v)));
    String arn = secret.map(s -> s.arn).orElse(guess);
    return List.of(new Need("secretsmanager:" + action, arn, context));
  }

  /** Secrets Manager adds six random characters to the name. */
  static String arn(Caller caller, String name, String suffix) {
    return Arns.of(caller, "secretsmanager", "secret:" + name + "-" + suffix);
  }

  static AwsFault notFound(String what) {
    return error("ResourceNotFoundException", "Secrets Manager can't find " + what);
  }

  static AwsFault error(String code, String message) {
    return AwsFault.badRequest(code, message);
  }
}
