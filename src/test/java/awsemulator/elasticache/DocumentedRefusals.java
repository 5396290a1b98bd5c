package awsemulator.elasticache;

import static awsemulator.elasticache.WrongOrder.COMBINATION;
import static awsemulator.elasticache.WrongOrder.TOKEN;
import static awsemulator.elasticache.WrongOrder.plain;
import static awsemulator.elasticache.WrongOrder.required;
import static awsemulator.elasticache.WrongOrder.tls;
import static awsemulator.elasticache.WrongOrder.wrong;

import java.util.List;

/** Wrong orders of which the rules are documented, and the words are ours. */
final class DocumentedRefusals {
  private static final String OTHER = "another-token-of-letters";

  private DocumentedRefusals() {}

  static List<WrongOrder> all() {
    String setAfterRotate =
        "The AUTH token update strategy SET is allowed only after ROTATE with the same token.";
    return List.of(
        wrong(
            "TLS on without a mode",
            plain(),
            r -> r.transitEncryptionEnabled(true),
            "If you are enabling in-transit encryption for an existing cluster, you must also set"
                + " TransitEncryptionMode to preferred."),
        wrong(
            "required before preferred",
            plain(),
            r -> tls(r, "required"),
            "Setting TransitEncryptionMode to required is a two-step process that requires you to"
                + " first set the TransitEncryptionMode to preferred, after that you can set"
                + " TransitEncryptionMode to required."),
        wrong(
            "off from required",
            required(),
            r -> r.transitEncryptionEnabled(false),
            "Before disabling transit encryption, mode must be transitioned back to preferred"
                + " first."),
        wrong(
            "SET of a first token that was not rotated in",
            required(),
            r -> r.authToken(TOKEN).authTokenUpdateStrategy("SET"),
            setAfterRotate),
        new WrongOrder(
            "SET of another token than was rotated in",
            required(),
            List.of(
                r -> r.authToken(TOKEN).authTokenUpdateStrategy("ROTATE"),
                r -> r.authToken(OTHER).authTokenUpdateStrategy("SET")),
            COMBINATION,
            setAfterRotate),
        wrong(
            "DELETE of a token without a user group",
            required().authToken(TOKEN),
            r -> r.authTokenUpdateStrategy("DELETE"),
            "The AUTH token update strategy DELETE is allowed only when transitioning to RBAC."),
        wrong(
            "a user group beside a token",
            required().authToken(TOKEN),
            r -> r.userGroupIdsToAdd("writers"),
            "To move from AUTH to user groups, set AuthTokenUpdateStrategy to DELETE."),
        wrong(
            "a user group on redis 5",
            required().cacheNodeType("cache.r5.large").engineVersion("5.0.6"),
            r -> r.userGroupIdsToAdd("writers"),
            "User group writers is not supported for redis 5.0.6."),
        wrong(
            "a user group of Valkey on Redis OSS",
            required(),
            r -> r.userGroupIdsToAdd("valkeys"),
            "User group valkeys is not supported for redis 7.1.0."),
        wrong(
            "a second user group",
            required().userGroupIds("writers"),
            r -> r.userGroupIdsToAdd("readers"),
            "A replication group can have only one user group."),
        wrong(
            "a new token on redis 4",
            required().cacheNodeType("cache.r5.large").engineVersion("4.0.10").authToken(TOKEN),
            r -> r.authToken(OTHER),
            "Modifying the AUTH token is not supported for engine version 4.0.10. Please use engine"
                + " version 5.0.6 or higher."),
        token("a token of fifteen characters", "fifteen-letters"),
        token("a token of 129 characters", "x".repeat(129)),
        token("a token with a slash", "a-token/of-many-letters"),
        token("a token with a space", "a token of many letters"));
  }

  private static WrongOrder token(String what, String token) {
    return new WrongOrder(
        what,
        required(),
        List.of(r -> r.authToken(token)),
        "InvalidParameterValue",
        "Invalid AuthToken provided. It must have 16 to 128 printable characters, and of the"
            + " nonalphanumeric ones only !, &, #, $, ^, <, >, and -.");
  }
}
