package remediator.scale.measure;

/**
 * A call that the product makes.
 *
 * @param service the SDK's name, such as {@code DynamoDB}
 * @param member whether it is made in the account of the group, and not in the product's own
 */
public record ServiceCall(String service, String operation, boolean member) {
  /** What an environment asks for once an hour and account, and not once an event. */
  public static final String ROLE = "STS.AssumeRole";

  /** Switch and policy layers, which an environment keeps for some seconds for each account. */
  public static final String OPERATOR = "SSM.GetParameters";

  /** What ElastiCache offers, which an environment keeps for some minutes. */
  public static final String OFFERS = "ElastiCache.DescribeCacheEngineVersions";

  /** Rows of the ledger, which are read at once for the groups of a batch. */
  public static final String ROWS = "DynamoDB.BatchGetItem";

  /** Such as {@code DynamoDB.UpdateItem}. */
  public String name() {
    return service + "." + operation;
  }

  /** Whether it asks for what operators have set. */
  public boolean isOperator() {
    return name().equals(OPERATOR) && !member;
  }

  /** Notes may fail: the product logs that, and the event is dealt with all the same. */
  public boolean isNote() {
    return service.equals("SecurityHub");
  }
}
