package remediator.local.run;

import java.util.ArrayList;
import java.util.List;
import remediator.local.cloud.Caller;
import remediator.local.cloud.Fault;
import remediator.local.cloud.FaultPlan;

/** Faults that a test has asked for. What a person calls never goes wrong. */
public final class FaultList implements FaultPlan {
  private static final class Rule {
    private final String name;
    private final Fault fault;
    private int left;

    private Rule(String name, Fault fault, int times) {
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
  public synchronized void next(String name, Fault fault, int times) {
    rules.add(new Rule(name, fault, times));
  }

  /** All calls of an operation go wrong from now on. */
  public void always(String name, Fault fault) {
    next(name, fault, Integer.MAX_VALUE);
  }

  /** From now on all goes well. */
  public synchronized void clear() {
    rules.clear();
  }

  @Override
  public synchronized Fault decide(Caller caller, String service, String operation) {
    if (caller.principal().equals(Caller.OPERATOR)) {
      return Fault.NONE;
    }
    String name = service + "." + operation;
    for (Rule rule : rules) {
      if (rule.name.equals(name) && rule.left > 0) {
        rule.left--;
        return rule.fault;
      }
    }
    return Fault.NONE;
  }
}
