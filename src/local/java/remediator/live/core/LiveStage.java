package remediator.live.core;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How far a run goes; each stage is told with what it takes and costs before anything is made. */
public enum LiveStage {
  ASK(0, "only asks, makes nothing", 5, 0, "0.00"),
  DEPLOY(1, "deploys both templates in plan-only, and removes them", 75, 0, "0.10"),
  GROUPS(2, "makes small groups and changes them", 240, 70, "0.48"),
  FINDINGS(
      3, "makes two unencrypted groups, and waits for Security Hub's findings", 2_880, 110, "0.64");

  private final int number;
  private final String text;
  private final int minutes;
  private final BigDecimal nodeHours;
  private final BigDecimal besides;

  LiveStage(int number, String text, int minutes, int nodeHours, String besides) {
    this.number = number;
    this.text = text;
    this.minutes = minutes;
    this.nodeHours = BigDecimal.valueOf(nodeHours);
    this.besides = new BigDecimal(besides);
  }

  public int number() {
    return number;
  }

  public String text() {
    return text;
  }

  /** What it takes where AWS is slow; the run ends where it takes longer. */
  public int minutes() {
    return minutes;
  }

  /**
   * At most: nodes for as long as the stage and its clean-up may take, one of an engine in extended
   * support as three; keys, snapshots, stacks and checks besides.
   *
   * @param node of a node for an hour, in USD
   */
  public BigDecimal dollars(BigDecimal node) {
    return nodeHours.multiply(node).add(besides).setScale(2, RoundingMode.CEILING);
  }
}
