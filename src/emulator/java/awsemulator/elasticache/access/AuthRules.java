package awsemulator.elasticache.access;

import awsemulator.elasticache.state.AuthTokens;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.StoredGroup;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** What tokens may be, and when they may change, "Authenticating with the AUTH command". */
public final class AuthRules {
  private static final Set<String> STRATEGIES = Set.of("SET", "ROTATE", "DELETE");

  private AuthRules() {}

  /** The change that the request asks for; null where it asks for none. */
  public static AuthEdit edit(StoredGroup group, ModifyReplicationGroupRequest request) {
    String token = request.authToken();
    String asked = request.authTokenUpdateStrategyAsString();
    if (token == null && asked == null) {
      return null;
    }
    String strategy = Objects.requireNonNullElse(asked, "ROTATE");
    if (!STRATEGIES.contains(strategy)) {
      throw ElastiCacheError.value(
          "Invalid auth token update strategy: "
              + strategy
              + ". Valid values are SET, ROTATE, DELETE.");
    }
    checkGroup(group);
    if (strategy.equals("DELETE")) {
      return delete(group, request);
    }
    if (token == null) {
      throw ElastiCacheError.combination(
          "AuthTokenUpdateStrategy must be specified with AuthToken.");
    }
    check(token);
    if (strategy.equals("SET") && !settable(group.tokens(), token)) {
      throw ElastiCacheError.combination(
          "The AUTH token update strategy SET is allowed only after ROTATE with the same token.");
    }
    return new AuthEdit(strategy, token);
  }

  /** The token rules, by the stricter of the API's two lists. */
  static void check(String token) {
    if (token.length() < 16 || token.length() > 128 || !token.matches("[A-Za-z0-9!&#$^<>-]+")) {
      throw ElastiCacheError.value(
          "Invalid AuthToken provided. It must have 16 to 128 printable characters, and of the"
              + " nonalphanumeric ones only !, &, #, $, ^, <, >, and -.");
    }
  }

  private static void checkGroup(StoredGroup group) {
    if (!group.tls()) {
      throw ElastiCacheError.combination(
          "The AUTH token is only supported when encryption-in-transit is enabled");
    }
    if ("preferred".equals(group.tlsMode())) {
      throw ElastiCacheError.combination(
          "Transit encryption preferred is not supported with redis access control.");
    }
    if (!group.version().atLeast("5.0.6")) {
      throw ElastiCacheError.combination(
          "Modifying the AUTH token is not supported for engine version "
              + group.version().version()
              + ". Please use engine version 5.0.6 or higher.");
    }
  }

  private static AuthEdit delete(StoredGroup group, ModifyReplicationGroupRequest request) {
    if (request.authToken() != null || request.userGroupIdsToAdd().isEmpty()) {
      throw ElastiCacheError.combination(
          "The AUTH token update strategy DELETE is allowed only when transitioning to RBAC.");
    }
    if (!Boolean.TRUE.equals(group.group().authTokenEnabled())) {
      throw ElastiCacheError.combination("The replication group has no AUTH token to delete.");
    }
    return new AuthEdit("DELETE", null);
  }

  private static boolean settable(AuthTokens tokens, String token) {
    return tokens.rotated() && tokens.accepted().getLast().equals(token);
  }
}
