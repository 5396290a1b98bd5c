package remediator.live.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import remediator.live.core.RunJournal.Entry;
import remediator.live.core.RunJournal.ResourceKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * Removes what a journal names, newest first and again until all is gone: much of it is refused
 * while something else still stands or changes.
 */
public final class ResourceCleaner {
  private static final Duration MOST = Duration.ofMinutes(90);
  private static final Duration EACH = Duration.ofSeconds(30);

  /** What is answered for what is not there. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "ParameterNotFound",
          "ResourceNotFoundException",
          "NoSuchBucket",
          "NotFoundException",
          "ReplicationGroupNotFoundFault",
          "SnapshotNotFoundFault",
          "CacheParameterGroupNotFound",
          "UserGroupNotFound");

  /** What is answered while something still stands in the way or changes. */
  private static final Pattern BUSY = Pattern.compile("Invalid\\w*State(Fault)?");

  /** What is answered again however often it is asked. */
  private static final Pattern PERMANENT = Pattern.compile("InvalidParameter\\w*|Validation\\w+");

  private final LiveClients aws;
  private final RunClock clock;
  private final RunJournal journal;
  private final String run;
  private final Pattern ours;
  private final Set<Entry> missing = new HashSet<>();

  public ResourceCleaner(LiveClients aws, RunClock clock, RunJournal journal, String run) {
    this.aws = aws;
    this.clock = clock;
    this.journal = journal;
    this.run = run;
    this.ours = Pattern.compile("(.*/)?" + Pattern.quote(run) + "([-/].*)?");
  }

  /**
   * Removes all that the journal names, and then the journal.
   *
   * @return what is left and why, by the thing; empty where nothing is
   */
  public Map<Entry, String> clean() {
    Map<Entry, String> left = remove(Set.of());
    if (left.isEmpty()) {
      journal.close();
    }
    return left;
  }

  /** The same between two stages: the lock stays, and so does the journal. */
  public Map<Entry, String> cleanWithinRun() {
    return remove(Set.of(ResourceKind.LOCK));
  }

  private Map<Entry, String> remove(Set<ResourceKind> kept) {
    Instant end = clock.now().plus(MOST);
    while (true) {
      Map<Entry, String> left = new LinkedHashMap<>();
      boolean hopeless = true;
      for (Entry entry : journal.standing()) {
        if (kept.contains(entry.kind())) {
          continue;
        }
        try {
          if (gone(entry)) {
            journal.gone(entry);
          } else {
            left.put(entry, "it is still being removed");
            // The lock only waits for the others.
            hopeless &= entry.kind() == ResourceKind.LOCK;
          }
        } catch (AwsServiceException e) {
          String code = LiveAccount.code(e);
          left.put(entry, code + ": " + LiveAccount.message(e));
          hopeless &= RunRefusal.isFinal(e) || PERMANENT.matcher(code).matches();
        } catch (SdkClientException e) {
          left.put(entry, "AWS cannot be reached: " + e.getMessage());
        } catch (NotOfThisRunException e) {
          left.put(entry, e.getMessage());
        }
      }
      if (left.isEmpty() || hopeless || !clock.now().isBefore(end)) {
        return left;
      }
      clock.pause(EACH);
    }
  }

  /** What a journal names is not deleted where it is not the run's. */
  private static final class NotOfThisRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOfThisRunException(String named) {
      super(named + " does not name the run, so it is not deleted: look at it yourself");
    }
  }

  private void requireOurs(String what, String named) {
    if (!ours.matcher(named).matches()) {
      throw new NotOfThisRunException(what + " \"" + named + "\"");
    }
  }

  /** Asks for the removal, and whether there is nothing more to do. */
  private boolean gone(Entry entry) {
    boolean namedByRun =
        entry.kind() != ResourceKind.LOCK && !entry.name().startsWith(LiveAccount.ID);
    if (namedByRun) {
      requireOurs("its name", entry.name());
    }
    try {
      return switch (entry.kind()) {
        case LOCK -> unlock(entry.name());
        case RULE -> rule(entry.name());
        case LOG_POLICY -> done(aws.logs().deleteResourcePolicy(r -> r.policyName(entry.name())));
        case LOG_GROUP -> done(aws.logs().deleteLogGroup(r -> r.logGroupName(entry.name())));
        case STACK -> stack(entry.name());
        case TABLE -> table(entry.name());
        case OBJECT -> object(entry.name().split("/", 2));
        case BUCKET -> done(aws.s3().deleteBucket(r -> r.bucket(entry.name())));
        case GROUP -> group(entry.name());
        case SNAPSHOT -> !done(aws.elastiCache().deleteSnapshot(r -> r.snapshotName(entry.name())));
        case PARAMETER_GROUP ->
            done(
                aws.elastiCache()
                    .deleteCacheParameterGroup(r -> r.cacheParameterGroupName(entry.name())));
        case USER_GROUP ->
            !done(aws.elastiCache().deleteUserGroup(r -> r.userGroupId(entry.name())));
        case KEY -> key(entry);
      };
    } catch (AwsServiceException e) {
      if (NOT_THERE.contains(LiveAccount.code(e))) {
        return true;
      }
      if (BUSY.matcher(LiveAccount.code(e)).matches()) {
        return false;
      }
      throw e;
    }
  }

  private static boolean done(Object answer) {
    return answer != null;
  }

  /** The lock is another run's where this one never got it. */
  private boolean unlock(String name) {
    String holder = aws.ssm().getParameter(r -> r.name(name)).parameter().value();
    boolean others = journal.standing().stream().anyMatch(e -> e.kind() != ResourceKind.LOCK);
    if (holder.equals(run) && others) {
      return false;
    }
    return !holder.equals(run) || done(aws.ssm().deleteParameter(r -> r.name(name)));
  }

  private boolean rule(String name) {
    try {
      aws.events().removeTargets(r -> r.rule(name).ids("log"));
    } catch (AwsServiceException e) {
      if (!NOT_THERE.contains(LiveAccount.code(e))) {
        throw e;
      }
    }
    return done(aws.events().deleteRule(r -> r.name(name)));
  }

  /** What the template retains is written down first, and goes after the stack. */
  private boolean stack(String name) {
    try {
      String status =
          aws.stacks()
              .describeStacks(r -> r.stackName(name))
              .stacks()
              .getFirst()
              .stackStatusAsString();
      if (status.equals("DELETE_IN_PROGRESS") || status.equals("CREATE_IN_PROGRESS")) {
        return false;
      }
      for (String table : tables(name)) {
        journal.add(ResourceKind.TABLE, table);
      }
      aws.stacks().deleteStack(r -> r.stackName(name));
      return false;
    } catch (AwsServiceException e) {
      if (LiveAccount.message(e).contains("does not exist")) {
        return true;
      }
      throw e;
    }
  }

  private List<String> tables(String stack) {
    List<String> tables = new ArrayList<>();
    for (StackResource one :
        aws.stacks().describeStackResources(r -> r.stackName(stack)).stackResources()) {
      if (one.resourceType().equals("AWS::DynamoDB::Table") && one.physicalResourceId() != null) {
        tables.add(one.physicalResourceId());
      }
    }
    return tables;
  }

  private boolean object(String... bucketAndKey) {
    return done(aws.s3().deleteObject(r -> r.bucket(bucketAndKey[0]).key(bucketAndKey[1])));
  }

  private boolean group(String id) {
    aws.elastiCache().deleteReplicationGroup(r -> r.replicationGroupId(id));
    return false;
  }

  /** The template protects its table from deletion. */
  private boolean table(String name) {
    try {
      return done(aws.dynamoDb().deleteTable(r -> r.tableName(name)));
    } catch (AwsServiceException e) {
      if (!LiveAccount.message(e).contains("protected against deletion")) {
        throw e;
      }
      aws.dynamoDb().updateTable(r -> r.tableName(name).deletionProtectionEnabled(false));
      return false;
    }
  }

  /**
   * Written down by its description before it has an id; then by that. It goes in a week.
   *
   * @return false also where no key has that description yet: KMS may list a new one late, so it is
   *     looked for twice
   */
  private boolean key(Entry entry) {
    boolean known = entry.name().startsWith(LiveAccount.ID);
    List<KeyMetadata> keys =
        known
            ? List.of(describe(entry.name().substring(LiveAccount.ID.length())))
            : described(entry.name());
    if (keys.isEmpty()) {
      return !missing.add(entry);
    }
    for (KeyMetadata key : keys) {
      if (key.keyState() != KeyState.PENDING_DELETION) {
        requireOurs("its description", String.valueOf(key.description()));
        aws.kms().scheduleKeyDeletion(r -> r.keyId(key.keyId()).pendingWindowInDays(7));
      }
    }
    return true;
  }

  private KeyMetadata describe(String id) {
    return aws.kms().describeKey(r -> r.keyId(id)).keyMetadata();
  }

  /** The keys of that description; others' keys may be closed to this caller, but not all. */
  private List<KeyMetadata> described(String description) {
    List<KeyMetadata> seen = new ArrayList<>();
    AwsServiceException closed = null;
    for (KeyListEntry one : aws.kms().listKeysPaginator(r -> {}).keys()) {
      try {
        seen.add(describe(one.keyId()));
      } catch (AwsServiceException e) {
        if (!RunRefusal.isDenied(e)) {
          throw e;
        }
        closed = e;
      }
    }
    if (seen.isEmpty() && closed != null) {
      throw closed;
    }
    return seen.stream().filter(k -> description.equals(k.description())).toList();
  }
}
