package remediator.live.core;

/** The evidence for an expectation before a live run has judged it. */
public enum EvidenceState {
  DOCUMENTED("documented"),
  RECORDED("recorded"),
  JUDGED("judged independently"),
  OPEN("open");

  private final String text;

  EvidenceState(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
