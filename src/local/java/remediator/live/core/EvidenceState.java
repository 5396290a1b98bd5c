package remediator.live.core;

/** What an expectation rests on until somebody has asked AWS. */
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
