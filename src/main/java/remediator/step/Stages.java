package remediator.step;

import remediator.group.TransitMode;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;

/** Writes down how far TLS is. */
final class Stages {
  private Stages() {}

  /** The stage that the group itself tells; what it cannot tell of AUTH stays as it is. */
  static void standing(Work work, TransitMode transit) {
    boolean auth = work.now().fact(Fact.TLS).filter(t -> t.startsWith("auth-")).isPresent();
    switch (transit) {
      case NONE -> reached(work, TlsStage.OFF);
      case PREFERRED -> reached(work, TlsStage.PREFERRED);
      case REQUIRED -> {
        if (!auth) {
          reached(work, TlsStage.REQUIRED);
        }
      }
    }
  }

  /** Once a stage, with the next thing that is written. */
  static void reached(Work work, TlsStage stage) {
    if (work.now().fact(Fact.TLS).filter(stage.word()::equals).isPresent()) {
      return;
    }
    String at = work.instant().toString();
    work.later(
        c ->
            stage == TlsStage.PREFERRED && c.fact(Fact.PREFERRED_SINCE).isEmpty()
                ? c.with(Fact.TLS, stage.word()).with(Fact.PREFERRED_SINCE, at)
                : c.with(Fact.TLS, stage.word()));
    work.note(stage.told());
  }
}
