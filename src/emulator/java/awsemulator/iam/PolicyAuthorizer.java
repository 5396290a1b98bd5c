package awsemulator.iam;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides by the roles' own policies ("Policy evaluation logic"): an explicit deny wins, then an
 * allow, and what nothing allows is denied. Thread-safe.
 */
public final class PolicyAuthorizer implements CallAuthorizer {
  private record Loaded(List<PolicyStatement> statements, List<TrustStatement> trust) {}

  private final Map<String, Loaded> roles = new HashMap<>();
  private final RightsUsage usage = new RightsUsage();

  /**
   * Adds a role.
   *
   * @throws InvalidPolicy where a policy uses what is not known here
   */
  public synchronized void add(IamRole role) {
    List<Map<String, Object>> written = new ArrayList<>(role.statements());
    role.managedPolicies().forEach(policy -> written.add(ManagedPolicies.statement(policy)));
    try {
      List<PolicyStatement> statements = PolicyStatement.all(written);
      roles.put(role.arn(), new Loaded(statements, TrustStatement.all(role.trust())));
      usage.expect(role.arn(), statements);
    } catch (InvalidPolicy e) {
      throw new InvalidPolicy(role.arn() + ": " + e.getMessage());
    }
  }

  @Override
  public void check(CallerIdentity caller, RequiredRight need) {
    if (caller.principal().equals(CallerIdentity.OPERATOR)) {
      return;
    }
    Map<String, String> context = context(caller, need.context());
    PolicyStatement allowing = null;
    for (PolicyStatement statement : loaded(caller, need).statements()) {
      if (statement.covers(need, context)) {
        if (!statement.allows()) {
          usage.refused(caller.principal(), need);
          throw denied(caller, need, "with an explicit deny in an identity-based policy");
        }
        allowing = allowing == null ? statement : allowing;
      }
    }
    if (allowing == null) {
      usage.refused(caller.principal(), need);
      throw notAllowed(caller, need);
    }
    usage.used(caller.principal(), allowing, need);
  }

  /** Calls that a role made and its policies refused: "role action resource". */
  public Set<String> refused() {
    return usage.refused();
  }

  /**
   * Whether a role's trust policy lets somebody assume it.
   *
   * @param principal a service such as {@code lambda.amazonaws.com}, or a role's ARN
   * @param context such as {@code sts:ExternalId}; {@code aws:PrincipalArn} and {@code
   *     aws:PrincipalAccount} are added for a role
   */
  public synchronized boolean mayAssume(
      String principal, String roleArn, Map<String, String> context) {
    Loaded role = roles.get(roleArn);
    if (role == null) {
      return false;
    }
    Map<String, String> all = new HashMap<>(context);
    if (principal.startsWith("arn:")) {
      all.putIfAbsent("aws:PrincipalArn", principal);
      all.putIfAbsent("aws:PrincipalAccount", principal.split(":", 6)[4]);
    }
    List<TrustStatement> covering =
        role.trust().stream().filter(t -> t.covers(principal, all)).toList();
    return !covering.isEmpty() && covering.stream().allMatch(TrustStatement::allows);
  }

  /**
   * The rights that were used: role, then "statement: action pattern", then the resources it was
   * used on; an empty set where it never was.
   */
  public Map<String, Map<String, Set<String>>> usage() {
    return usage.byRole();
  }

  private synchronized Loaded loaded(CallerIdentity caller, RequiredRight need) {
    Loaded role = roles.get(caller.principal());
    if (role == null) {
      throw notAllowed(caller, need);
    }
    return role;
  }

  private static Map<String, String> context(CallerIdentity caller, Map<String, String> given) {
    Map<String, String> context = new HashMap<>(given);
    context.putIfAbsent("aws:PrincipalArn", caller.principal());
    context.putIfAbsent("aws:PrincipalAccount", caller.account());
    context.putIfAbsent("aws:RequestedRegion", caller.region());
    context.putIfAbsent("aws:SecureTransport", "true");
    return context;
  }

  private static AwsFault notAllowed(CallerIdentity caller, RequiredRight need) {
    return denied(
        caller, need, "because no identity-based policy allows the " + need.action() + " action");
  }

  /** "Troubleshoot access denied error messages". */
  private static AwsFault denied(CallerIdentity caller, RequiredRight need, String why) {
    return new AwsFault(
        "AccessDenied",
        403,
        "User: %s is not authorized to perform: %s on resource: %s %s"
            .formatted(session(caller), need.action(), need.resource(), why));
  }

  /** A role acts by a session, whose ARN is of STS. */
  private static String session(CallerIdentity caller) {
    String arn = caller.principal();
    String name = arn.substring(arn.lastIndexOf('/') + 1);
    return arn.contains(":role/")
        ? "arn:%s:sts::%s:assumed-role/%s/local"
            .formatted(caller.partition(), caller.account(), name)
        : arn;
  }
}
