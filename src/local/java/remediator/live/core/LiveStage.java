package remediator.live.core;

import java.math.BigDecimal;

/** How far a run goes; each stage is told with what it takes and costs before anything is made. */
public enum LiveStage {
  ASK(0, "only asks, makes nothing", 5, "0.00"),
  DEPLOY(1, "deploys both templates in plan-only, and removes them", 25, "0.10"),
  GROUPS(2, "makes small groups and changes them", 240, "1.60"),
  FINDINGS(3, "makes two unencrypted groups, and waits for Security Hub's findings", 2_880, "2.40");

  private final int number;
  private final String text;
  private final int minutes;
  private final BigDecimal dollars;

  LiveStage(int number, String text, int minutes, String dollars) {
    this.number = number;
    this.text = text;
    this.minutes = minutes;
    this.dollars = new BigDecimal(dollars);
  }

  public int number() {
    return number;
  }

  public String text() {
    return text;
  }

  /** What it takes where AWS is slow. */
  public int minutes() {
    return minutes;
  }

  /** At most, at list prices of us-east-1 with the default node type. */
  public BigDecimal dollars() {
    return dollars;
  }
}
