package remediator.ledger;

import java.time.Instant;

/** What a flow must remember, since AWS forgets it or would let it be done twice. */
public enum CaseAttribute {
  /**
   * ReplicationGroupCreateTime of the old group when the plan was made, ISO-8601: with its ARN, its
   * identity. Nothing is changed, marked or deleted where the live group has another.
   */
  OLD_CREATED(Kind.INSTANT),
  /**
   * Ids of the old group's nodes when the plan was made, one a line, where cluster mode is
   * disabled: a snapshot of such a group names a node and no group.
   */
  OLD_MEMBERS,
  /** When the old group was seen to be gone after its deletion was requested, ISO-8601. */
  OLD_GONE_AT(Kind.INSTANT),
  /** The same of the new group, recorded when it is first seen as made by this flow. */
  NEW_CREATED(Kind.INSTANT),
  /** The same of the verified copy that stands while the old id is free. */
  STAND_IN_CREATED(Kind.INSTANT),
  /**
   * How each gate was answered, when and by whom, as JSON by gate. In the ledger an attribute of
   * its own, which those who delete cannot write.
   */
  GATE_ANSWERS,
  /** Old endpoints by kind, as JSON: the API no longer shows them after the first modification. */
  OLD_ENDPOINTS,
  /** New endpoints by kind, as JSON. */
  NEW_ENDPOINTS,
  /** What became of the owner's Route 53 record when the endpoints changed. */
  DNS_RECORD_RESULT,
  /** How far TLS is, a word of {@link TlsState}. */
  TLS_STATE(Kind.TLS_STATE),
  /** ARN of the secret that holds the AUTH token which this flow has made; never the token. */
  AUTH_SECRET_ARN,
  /** When the token had been changed last, once ROTATE was done, ISO-8601: SET changes it again. */
  AUTH_ROTATED(Kind.INSTANT),
  /** What gate AUTH said of the user group's user default, where its users could be read. */
  DEFAULT_USER_TOLD,
  /** What TLS is taken back to by command: {@code preferred} or {@code none}. */
  TLS_ROLLBACK_TARGET(Kind.ROLLBACK_TARGET),
  /** Since when both plaintext and TLS are accepted, as far as this flow has seen, ISO-8601. */
  PREFERRED_SINCE(Kind.INSTANT),
  /** How often the gate that is open, or was open last, has been asked. */
  GATE_TIMES_ASKED(Kind.NUMBER),
  /** What the probe saw of plaintext clients at its last look. */
  PLAINTEXT_CLIENTS,
  /** When that was, ISO-8601. */
  CLIENTS_SEEN_AT(Kind.INSTANT),
  /** The first of the looks, without a gap, at which there was no plaintext client, ISO-8601. */
  PLAINTEXT_IDLE_SINCE(Kind.INSTANT),
  /** The step that runs now. */
  STEP,
  /** Since when, ISO-8601. */
  STEP_SINCE(Kind.INSTANT),
  /** Since when somebody else's changes are waited for, ISO-8601. */
  WAITING_FOR_OTHERS_SINCE(Kind.INSTANT),
  /** What was last asked of ElastiCache, and when: its status may not show it at once. */
  LAST_REQUEST(Kind.REQUEST),
  /** The CloudFormation stack that owns the group, where one does. */
  CLOUDFORMATION_STACK,
  /** The tool that seems to describe the group, a word of {@code IacOwnership.Tool}. */
  IAC_OWNER,
  /** The name of the group's account, where a finding has told it. */
  ACCOUNT_NAME,
  /** The value of the group's own tag {@code owner}, in whatever case its key is written. */
  OWNER_TAG,
  /** What the second group of a replacement costs, US cents a day, by the prices of the plan. */
  SECOND_GROUP_CENTS_A_DAY(Kind.LARGE_NUMBER),
  /** What the owner should know of the group besides the plan, one a line, as the plan found it. */
  CAUTIONS,
  /**
   * Where the group stands in its VPC, as JSON: {@code vpc}, {@code subnets} and {@code
   * securityGroups}. Only where a state machine can look at it: in our own account and Region.
   */
  NETWORK,
  /** What was found of it when the replacement was asked for, one a line. */
  NETWORK_EXPOSURE,
  /**
   * The engine that is upgraded to: of the group where TLS is switched on in it, of the new group
   * in a replacement.
   */
  UPGRADE_ENGINE,
  /** Its version. */
  UPGRADE_VERSION,
  /** The parameter group that fits it. */
  UPGRADE_PARAMETER_GROUP,
  /** The family of that group. */
  UPGRADE_FAMILY,
  /** AWS's default group of that family. */
  UPGRADE_DEFAULT_PARAMETER_GROUP,
  /** The owner's own parameter group that it is a copy of; not there where it is AWS's default. */
  UPGRADE_SOURCE_PARAMETER_GROUP,
  /**
   * Name of the snapshot that the new group is made from; written before the snapshot is asked for.
   */
  SNAPSHOT,
  /** When that snapshot was requested, ISO-8601: an older one of the name is not ours. */
  SNAPSHOT_REQUESTED_AT(Kind.INSTANT),
  /**
   * How many items the old group held when its snapshot was asked for, and again when its deletion
   * was: what is to hold the data later must hold about as many.
   */
  OLD_ITEMS(Kind.LARGE_NUMBER),
  /** Name of the engine's parameter by which writes are held, {@code none} where it has none. */
  WRITE_HOLD_PARAMETER,
  /** What that parameter is in the owner's parameter group; it is set back to it. */
  WRITE_HOLD_ORIGINAL_VALUE,
  /** Name of the old group's parameter group, to which it goes back. */
  ORIGINAL_PARAMETER_GROUP,
  /** Name of the copy of it that the old group uses while writes are held; written before it is. */
  FREEZE_PARAMETER_GROUP,
  /** When writes to the old group were refused first, ISO-8601; written before they are. */
  WRITES_HELD_AT(Kind.INSTANT),
  /** When every primary was first seen to refuse them, ISO-8601; a copy waits for that. */
  WRITES_REFUSED_AT(Kind.INSTANT),
  /** How many keys the new group held when they were compared, while writes were held. */
  COMPARED_ITEMS(Kind.LARGE_NUMBER),
  /** When they were let in again, ISO-8601. */
  WRITES_RELEASED_AT(Kind.INSTANT),
  /** What a rehearsal found: keys, bytes, the largest, rate and seconds to expect, as JSON. */
  COPY_REHEARSAL,
  /** {@link #NEW_CREATED} of the group that keys were copied to and compared in, ISO-8601. */
  COPY_TARGET_CREATED(Kind.INSTANT),
  /** When all keys had been compared after they were copied, ISO-8601. */
  KEYS_COMPARED_AT(Kind.INSTANT),
  /** How many keys differed then. Without a 0 here a copied group is not served from. */
  KEYS_DIFFERING(Kind.LARGE_NUMBER),
  /**
   * The earliest instant that a shard's data was cut at, ISO-8601: later writes are not in the
   * snapshot. Of a copy, when it began, with writes refused.
   */
  SNAPSHOT_AT(Kind.INSTANT),
  /** The instant that each shard was cut at, ISO-8601 by shard id, as JSON. */
  SHARD_CUTS,
  /** The old group's scalable targets as they were before they were suspended, as JSON. */
  SUSPENDED_SCALING,
  /** Names of the alarms that were made for the new group, one a line; written before they are. */
  COPIED_ALARMS,
  /**
   * Names of the copies of automatic snapshots by those of their sources, as JSON; written before
   * they are asked for.
   */
  COPIED_SNAPSHOTS,
  /** Id of the group that replaces the old one; written before it is asked for. */
  NEW_GROUP(Kind.GROUP_ID),
  /** When that group was requested, ISO-8601: an older one of the id is not ours. */
  NEW_GROUP_REQUESTED_AT(Kind.INSTANT),
  /**
   * The same id, once ElastiCache has answered that it makes the group for us: tells that it is
   * ours where its tags cannot be read, as those of a group that could not be made.
   */
  NEW_GROUP_CONFIRMED(Kind.GROUP_ID),
  /**
   * Id of the verified copy that stands while the old id is free, where the owner wants that id
   * again. From then on {@link #NEW_GROUP} is the old id.
   */
  STAND_IN(Kind.GROUP_ID),
  /**
   * When the new group was found equal to what was planned, ISO-8601. Without it nothing is
   * deleted.
   */
  VERIFIED_AT(Kind.INSTANT),
  /** How many attributes were compared. */
  COMPARED_ATTRIBUTES(Kind.NUMBER),
  /** What differs from the plan, one line each. */
  DIFFERENCES,
  /** What differs from the old group as the plan said it would, one line each. */
  EXPECTED_DIFFERENCES,
  /** When a person let the new group take over, ISO-8601. From then on nothing is rolled back. */
  CUT_OVER_AT(Kind.INSTANT),
  /**
   * Writes to the old group between the snapshot and the cut-over, as CloudWatch counted them: at
   * most these many. Not there where nobody wants to know (data policy cache-only).
   */
  WRITES_AFTER_SNAPSHOT,
  /** Name of the old group's final snapshot; written before the deletion is asked for. */
  FINAL_SNAPSHOT,
  /**
   * When the deletion of the old group was requested, ISO-8601: an older snapshot is not its last.
   */
  DELETION_REQUESTED_AT(Kind.INSTANT),
  /** Name of the snapshot that a new group left that was written to before it was rolled back. */
  NEW_GROUP_SNAPSHOT,
  /** When the final snapshot was deleted, as the owner's policy says; written before it is. */
  FINAL_SNAPSHOT_DELETED_AT(Kind.INSTANT),
  /** When the final snapshot was given up, as its owner wants, ISO-8601; written before it is. */
  FINAL_SNAPSHOT_GIVEN_UP(Kind.INSTANT),
  /** The gate that is open now. */
  GATE,
  /** Its Step Functions task token, with which it is answered. */
  GATE_TOKEN,
  /** Until when an answer is awaited, ISO-8601. */
  GATE_UNTIL(Kind.INSTANT),
  /** What people were told when it was asked, as JSON: the page shows the same. */
  GATE_PLAN,
  /**
   * How it was answered on the page or in the console, as JSON; written before the state machine is
   * told. In the ledger an attribute of its own, the only one that those two can write.
   */
  GATE_DECISION,
  /** Lines for the owner's Terraform or CloudFormation code, as the group is after the flow. */
  IAC_SNIPPETS,
  /**
   * The same, made when TLS was last asked for: meanwhile ElastiCache takes no other change. They
   * count once it is reached.
   */
  IAC_SNIPPETS_AT_REQUIRED,
  /** The engine with its version, as it was when the flow began, or compared two groups. */
  ENGINE,
  /** The parameter group, as it was then. */
  PARAMETER_GROUP,
  /** How a flow that is rolled back will have ended, a word of {@link FlowOutcome}. */
  ENDING,
  /** Why, in a line. */
  ENDING_REASON,
  /** How the flow ended. */
  OUTCOME,
  /**
   * The execution that works for the flow, where that is no longer the one of the flow's own name:
   * it died, and this one ends the flow in its place.
   */
  EXECUTION,
  /** Which execution this is, counted from 1, of those that were to end the flow. */
  RECOVERIES(Kind.NUMBER),
  /** When the last of them was named, ISO-8601. */
  RECOVERED_AT(Kind.INSTANT),
  /** What became of the flow's own execution, for the note that ends the flow. */
  EXECUTION_FAILURE,
  /** Flows for this group that have failed one after the other; kept from flow to flow. */
  FAILURES(Kind.NUMBER),
  /** When the last of them ended, ISO-8601; kept from flow to flow. */
  FAILED_AT(Kind.INSTANT),
  /** When it was told that no more flows are tried, ISO-8601; kept from flow to flow. */
  GIVEN_UP_AT(Kind.INSTANT);

  /** What a value must look like. */
  private enum Kind {
    TEXT("text"),
    INSTANT("instant"),
    NUMBER("number"),
    LARGE_NUMBER("number"),
    /** What is made of these groups is looked up, tagged or deleted. */
    GROUP_ID("id of a group"),
    TLS_STATE("state of TLS"),
    ROLLBACK_TARGET("mode to go back to"),
    REQUEST("request with its instant");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** Fails where the text is not of this kind. */
    private Object parse(String text) {
      return switch (this) {
        case TEXT -> text;
        case INSTANT -> Instant.parse(text);
        case NUMBER -> Integer.parseUnsignedInt(text);
        case LARGE_NUMBER -> Long.parseUnsignedLong(text);
        case GROUP_ID -> matching("[a-z](-?[a-z0-9]){0,39}", text);
        case TLS_STATE -> TlsState.of(text);
        case ROLLBACK_TARGET -> matching("preferred|none", text);
        case REQUEST -> Instant.parse(text.substring(text.lastIndexOf('@') + 1));
      };
    }

    private static String matching(String pattern, String text) {
      if (!text.matches(pattern)) {
        throw new IllegalArgumentException(text);
      }
      return text;
    }
  }

  private final Kind kind;

  CaseAttribute() {
    this(Kind.TEXT);
  }

  CaseAttribute(Kind kind) {
    this.kind = kind;
  }

  /**
   * Checks a value of a row: steps parse it without looking twice.
   *
   * @throws UnreadableRowException where it is not of this attribute's kind
   */
  void check(RowReader row, String value) {
    row.parsed("facts." + this, value, kind.words, kind::parse);
  }
}
