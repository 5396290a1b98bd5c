package awsemulator.iam;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS Organizations, as far as policies see it: all accounts are in one organization, but those
 * that a test puts outside ("AWS global condition context keys").
 */
public final class Organization {
  public static final String ID = "o-exampleorgid";

  private final Set<String> outside = ConcurrentHashMap.newKeySet();

  /** Takes an account out of the organization. */
  public void remove(String account) {
    outside.add(account);
  }

  /** What a policy sees of a resource: nothing where its account is in no organization. */
  public Map<String, String> resourceKeys(String account) {
    return keys("aws:ResourceOrgID", account);
  }

  /** What a policy sees of a caller: nothing where its account is in no organization. */
  public Map<String, String> principalKeys(String account) {
    return keys("aws:PrincipalOrgID", account);
  }

  private Map<String, String> keys(String key, String account) {
    return outside.contains(account) ? Map.of() : Map.of(key, ID);
  }
}
