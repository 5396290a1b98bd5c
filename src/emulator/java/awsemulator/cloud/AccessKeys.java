package awsemulator.cloud;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Who holds which access key. */
public final class AccessKeys {
  private record Holder(String principal, String account) {}

  private final Map<String, Holder> holders = new HashMap<>();
  private final Map<Holder, String> keys = new HashMap<>();
  private UnaryOperator<String> accountOfUnknown;

  /**
   * The access key id of a principal, made on first use. The secret that goes with it is not
   * checked.
   *
   * @param principal a role's ARN, or {@link CallerIdentity#OPERATOR}
   */
  public synchronized String keyFor(String principal, String account) {
    Holder holder = new Holder(principal, account);
    return keys.computeIfAbsent(
        holder,
        h -> {
          String key = "ASIALOCAL%011d".formatted(keys.size() + 1);
          holders.put(key, h);
          return key;
        });
  }

  /** Gives a principal an access key id of the caller's choosing, such as one from a profile. */
  public synchronized void put(String accessKeyId, String principal, String account) {
    holders.put(accessKeyId, new Holder(principal, account));
  }

  /**
   * Takes every key that nobody holds for one of {@link CallerIdentity#OPERATOR}.
   *
   * @param account of such an access key id
   */
  public synchronized void acceptUnknown(UnaryOperator<String> account) {
    accountOfUnknown = account;
  }

  /**
   * @throws AwsFault {@code InvalidClientTokenId} where nobody holds that key
   */
  public synchronized CallerIdentity callerOf(String accessKeyId, String region) {
    Holder holder = holders.get(accessKeyId);
    if (holder == null && accountOfUnknown != null) {
      return new CallerIdentity(
          CallerIdentity.OPERATOR, accountOfUnknown.apply(accessKeyId), region);
    }
    if (holder == null) {
      throw new AwsFault(
          "InvalidClientTokenId", 403, "The security token included in the request is invalid.");
    }
    return new CallerIdentity(holder.principal(), holder.account(), region);
  }
}
