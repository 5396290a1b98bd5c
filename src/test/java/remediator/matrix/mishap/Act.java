package remediator.matrix.mishap;

/**
 * What a person does meanwhile, with all rights and without asking the product.
 *
 * @param of which tag, row or name, where the kind has several; else empty
 */
public record Act(Kind kind, String of) {
  /** The old group is whatever stands under its id; the new one is what the product has made. */
  public enum Kind {
    DELETES_OLD,
    DELETES_NEW,
    /** Deletes it and makes it anew under the same id, empty, without encryption. */
    REMAKES_OLD,
    REMAKES_OLD_ENCRYPTED,
    REMAKES_NEW,
    REMAKES_NEW_ENCRYPTED,
    /** Puts the ledger's row back to what it was. */
    RESTORES_ROW,
    DELETES_ROW,
    /** Deletes every row, and the event comes again at once. */
    EMPTIES_LEDGER,
    /** Deletes the stack with its ledger and executions, deploys it again; the event comes. */
    DEPLOYS_AGAIN,
    /** Another stack in the same account gets the same event. */
    DEPLOYS_SECOND,
    OPTS_OUT,
    WANTS_PLAN_ONLY,
    /** Sets the switch to hold, and back half a day later. */
    HOLDS,
    EDITS_TAG,
    REMOVES_TAG,
    /** Marks the old group as replaced, by a group that is not there. */
    MARKS_REPLACED,
    /** Takes a snapshot of another group under the name that the product takes next. */
    TAKES_SNAPSHOT_NAME,
    /** The same of the very group that the product works on. */
    TAKES_SNAPSHOT_NAME_OF_OLD,
    /** Makes a group under the id that the product takes next. */
    TAKES_GROUP_ID,
    /** Invokes the function that deletes, as the state machine would, without being asked to. */
    INVOKES_DELETER,
    BACKS_UP_OLD,
    BACKS_UP_NEW,
    ADDS_REPLICA,
    REMOVES_REPLICA,
    ADDS_SHARD,
    FAILS_OVER,
    /** Lets writes in again, in the parameter group that the old group has meanwhile. */
    SETS_PARAMETER_BACK,
    /** Gives the old group another parameter group. */
    CHANGES_PARAMETER_GROUP,
    /** Deletes the parameter group that the old group had at first, and uses no more. */
    DELETES_PARAMETER_GROUP,
    /** Sends the command that lets writes in again. */
    THAWS,
    /** Answers when it is too late. */
    ANSWERS_LATE,
    APPROVES_THEN_REJECTS,
    REJECTS_THEN_APPROVES;

    /** Whether the old group is not, or not shaped, as it was. */
    public boolean changesOld() {
      return endsOld()
          || this == ADDS_REPLICA
          || this == REMOVES_REPLICA
          || this == ADDS_SHARD
          || this == FAILS_OVER;
    }

    public boolean endsOld() {
      return this == DELETES_OLD || this == REMAKES_OLD || this == REMAKES_OLD_ENCRYPTED;
    }

    public boolean endsNew() {
      return this == DELETES_NEW || this == REMAKES_NEW || this == REMAKES_NEW_ENCRYPTED;
    }

    /** Whether it is about the answer itself. */
    public boolean answers() {
      return this == ANSWERS_LATE || this == APPROVES_THEN_REJECTS || this == REJECTS_THEN_APPROVES;
    }
  }

  public static Act of(Kind kind) {
    return new Act(kind, "");
  }

  @Override
  public String toString() {
    return of.isEmpty() ? kind.name() : kind + " (" + of + ")";
  }
}
