package awsemulator.elasticache;

import static awsemulator.elasticache.WrongOrder.TOKEN;
import static awsemulator.elasticache.WrongOrder.plain;
import static awsemulator.elasticache.WrongOrder.preferred;
import static awsemulator.elasticache.WrongOrder.required;
import static awsemulator.elasticache.WrongOrder.tls;
import static awsemulator.elasticache.WrongOrder.wrong;

import java.util.List;

/** Wrong orders with the messages that ElastiCache is known to send. */
final class KnownRefusals {
  private KnownRefusals() {}

  static List<WrongOrder> all() {
    String tooOld =
        "Transit encryption mode is not supported for engine version %s. Please use engine version"
            + " 7.0.5 or higher.";
    String accessControl =
        "Modification of transit encryption is not supported for access control enabled clusters.";
    String noPreferred = "Transit encryption preferred is not supported with redis access control.";
    String usersNeedTls =
        "User group based access control requires encryption-in-transit to be enabled on the"
            + " replication group.";
    String nothing = "No modifications were requested";
    return List.of(
        wrong(
            "preferred on redis 6.2",
            plain().engineVersion("6.2"),
            r -> tls(r, "preferred"),
            tooOld.formatted("6.2.6")),
        wrong(
            "preferred on redis 5.0.6",
            plain().cacheNodeType("cache.r5.large").engineVersion("5.0.6"),
            r -> tls(r, "preferred"),
            tooOld.formatted("5.0.6")),
        wrong(
            "preferred and an AUTH token in one call",
            plain(),
            r -> tls(r, "preferred").authToken(TOKEN),
            noPreferred),
        wrong("an AUTH token at preferred", preferred(), r -> r.authToken(TOKEN), noPreferred),
        wrong(
            "a user group at preferred",
            preferred(),
            r -> r.userGroupIdsToAdd("writers"),
            noPreferred),
        wrong(
            "back to preferred with an AUTH token",
            required().authToken(TOKEN),
            r -> tls(r, "preferred"),
            accessControl),
        wrong(
            "TLS as it is, with an AUTH token",
            required().authToken(TOKEN),
            r -> tls(r, "required"),
            accessControl),
        wrong(
            "TLS as it is, with a user group",
            required().userGroupIds("writers"),
            r -> tls(r, "required"),
            accessControl),
        wrong(
            "TLS off with a user group",
            required().userGroupIds("writers"),
            r -> r.transitEncryptionEnabled(false),
            accessControl),
        wrong(
            "a user group in the call that switches TLS on",
            plain(),
            r -> tls(r, "preferred").userGroupIdsToAdd("writers"),
            usersNeedTls),
        wrong(
            "a user group without TLS", plain(), r -> r.userGroupIdsToAdd("writers"), usersNeedTls),
        wrong(
            "a mode without the flag",
            plain(),
            r -> r.transitEncryptionMode("preferred"),
            "To modify transit encryption mode, set encryption-in-transit as enabled."),
        wrong(
            "a mode with the flag off",
            preferred(),
            r -> r.transitEncryptionEnabled(false).transitEncryptionMode("required"),
            "To modify transit encryption mode, set encryption-in-transit as enabled."),
        wrong("required where it is required", required(), r -> tls(r, "required"), nothing),
        wrong("preferred where it is preferred", preferred(), r -> tls(r, "preferred"), nothing),
        wrong("off where it is off", plain(), r -> r.transitEncryptionEnabled(false), nothing),
        wrong(
            "an AUTH token without TLS",
            plain(),
            r -> r.authToken(TOKEN),
            "The AUTH token is only supported when encryption-in-transit is enabled"));
  }
}
