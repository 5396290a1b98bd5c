package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.util.ArrayList;
import java.util.List;

/** Faults that a test has asked for. What a person calls never goes wrong. */
public final class FaultList implements FaultPlan {
  private static final class Rule {
    private final String name;
    private final InjectedFault fault;
    private int left;

    private Rule(String name, InjectedFault fault, int times) {
      this.name = name;
      this.fault = fault;
      this.left = times;
    }
  }

  private final List<Rule> rules = new ArrayList<>();

  /**
   * The next calls of an operation go wrong.
   *
   * @param name such as {@code ElastiCache.CreateSnapshot}
   */
  public synchronized void next(String name, InjectedFault fault, int times) {
    rules.add(new Rule(name, fault, times));
  }

  /** All calls of an operation go wrong from now on. */
  public void always(String name, InjectedFault fault) {
    next(name, fault, Integer.MAX_VALUE);
  }

  /** From now on all goes well. */
  public synchronized void clear() {
    rules.clear();
  }

  /** What was asked for and did not happen, by the operation's name. */
  public synchronized List<String> unused() {
    return rules.stream().filter(r -> r.left > 0).map(r -> r.name).toList();
  }

  @Override
  public synchronized InjectedFault decide(
      CallerIdentity caller, String service, String operation) {
    if (caller.principal().equals(CallerIdentity.OPERATOR)) {
      return InjectedFault.NONE;
    }
    String name = service + "." + operation;
    for (Rule rule : rules) {
      if (rule.name.equals(name) && rule.left > 0) {
        rule.left--;
        return rule.fault;
      }
    }
    return InjectedFault.NONE;
  }
}
