package remediator.local.timeline;

/** Whose time it is, in the order in which lanes are drawn. */
public enum TimelineLane {
  FINDING("Finding"),
  REMEDIATOR("Remediator"),
  ELASTICACHE("ElastiCache"),
  PEOPLE("People"),
  CLIENTS("Clients");

  private final String title;

  TimelineLane(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** Its class in the style sheet. */
  public String look() {
    return "lane-" + title;
  }
}
