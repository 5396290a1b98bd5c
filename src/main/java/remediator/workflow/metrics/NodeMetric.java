package remediator.workflow.metrics;

/** What CloudWatch is asked about a node ("Metrics for Valkey and Redis OSS"). */
public enum NodeMetric {
  ITEMS("CurrItems", "Maximum"),
  BYTES("BytesUsedForCache", "Maximum"),
  /** Write commands of clients; replicas count none. */
  WRITES("SetTypeCmds", "Sum"),
  CONNECTIONS("CurrConnections", "Maximum"),
  NEW_CONNECTIONS("NewConnections", "Sum");

  private final String wireName;
  private final String statistic;

  NodeMetric(String wireName, String statistic) {
    this.wireName = wireName;
    this.statistic = statistic;
  }

  String wireName() {
    return wireName;
  }

  String statistic() {
    return statistic;
  }
}
