package remediator.workflow.tls;

import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.ledger.TlsState;
import remediator.workflow.core.StepContext;

/** Writes down how far TLS is. */
public final class TlsStateRecorder {
  private TlsStateRecorder() {}

  /** The stage that TLS itself tells; what it cannot tell of authentication stays as it is. */
  public static void standing(StepContext context, TransitEncryptionMode transit) {
    boolean auth =
        context
            .now()
            .attribute(CaseAttribute.TLS_STATE)
            .filter(t -> t.startsWith("auth-") || t.startsWith("user-group-"))
            .isPresent();
    switch (transit) {
      case NONE -> reached(context, TlsState.OFF);
      case PREFERRED -> reached(context, TlsState.PREFERRED);
      case REQUIRED -> {
        if (!auth) {
          reached(context, TlsState.REQUIRED);
        }
      }
    }
  }

  /** The stage at a flow's end: a user group that the group does not have is not attached. */
  public static void ended(StepContext context, GroupState state) {
    standing(context, state.transit());
    boolean attached =
        UserGroupText.wanted(context.now()).filter(state.userGroups()::contains).isPresent();
    if (!attached
        && (is(context, TlsState.USER_GROUP_ATTACHING)
            || is(context, TlsState.USER_GROUP_ATTACHED))) {
      reached(context, TlsState.REQUIRED);
    }
  }

  static boolean is(StepContext context, TlsState stage) {
    return context
        .now()
        .attribute(CaseAttribute.TLS_STATE)
        .filter(stage.word()::equals)
        .isPresent();
  }

  /** Once a stage, with the next thing that is written. */
  public static void reached(StepContext context, TlsState stage) {
    if (is(context, stage)) {
      return;
    }
    String at = context.instant().toString();
    context.change(
        c ->
            stage == TlsState.PREFERRED && c.attribute(CaseAttribute.PREFERRED_SINCE).isEmpty()
                ? c.with(CaseAttribute.TLS_STATE, stage.word())
                    .with(CaseAttribute.PREFERRED_SINCE, at)
                : c.with(CaseAttribute.TLS_STATE, stage.word()));
    context.note(stage.told());
  }
}
