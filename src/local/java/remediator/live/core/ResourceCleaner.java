package remediator.live.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.live.core.RunJournal.Entry;
import remediator.live.core.RunJournal.ThingKind;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/**
 * Removes what a journal names, newest first and again until all is gone: much of it is refused
 * while something else still stands or changes.
 */
public final class ResourceCleaner {
  private static final Duration MOST = Duration.ofMinutes(90);
  private static final Duration EACH = Duration.ofSeconds(30);

  /** What is answered for what is not there, or was scheduled for deletion already. */
  private static final Set<String> NOT_THERE =
      Set.of(
          "ParameterNotFound",
          "ResourceNotFoundException",
          "NoSuchBucket",
          "NotFoundException",
          "KMSInvalidStateException",
          "ReplicationGroupNotFoundFault",
          "SnapshotNotFoundFault",
          "CacheParameterGroupNotFound",
          "UserGroupNotFound");

  private final LiveClients aws;
  private final RunClock clock;
  private final RunJournal journal;
  private final String run;

  public ResourceCleaner(LiveClients aws, RunClock clock, RunJournal journal, String run) {
    this.aws = aws;
    this.clock = clock;
    this.journal = journal;
    this.run = run;
  }

  /**
   * Removes.
   *
   * @return what is left and why, by the thing; empty where nothing is
   */
  public Map<Entry, String> clean() {
    Instant end = clock.now().plus(MOST);
    while (true) {
      Map<Entry, String> left = new LinkedHashMap<>();
      boolean hopeless = true;
      for (Entry entry : journal.standing()) {
        try {
          if (gone(entry)) {
            journal.gone(entry);
          } else {
            left.put(entry, "it is still being removed");
            hopeless = false;
          }
        } catch (AwsServiceException e) {
          left.put(entry, LiveAccount.code(e) + ": " + e.awsErrorDetails().errorMessage());
          hopeless &= RunRefusal.isFinal(e);
        } catch (SdkClientException e) {
          left.put(entry, e.getMessage());
        }
      }
      if (left.isEmpty()) {
        journal.close();
        return left;
      }
      if (hopeless || !clock.now().isBefore(end)) {
        return left;
      }
      clock.pause(EACH);
    }
  }

  /** Asks for the removal, and whether there is nothing more to do. */
  private boolean gone(Entry entry) {
    try {
      return switch (entry.kind()) {
        case LOCK -> unlock(entry.name());
        case RULE -> rule(entry.name());
        case LOG_POLICY -> done(aws.logs().deleteResourcePolicy(r -> r.policyName(entry.name())));
        case LOG_GROUP -> done(aws.logs().deleteLogGroup(r -> r.logGroupName(entry.name())));
        case STACK -> stack(entry.name());
        case TABLE -> done(aws.dynamoDb().deleteTable(r -> r.tableName(entry.name())));
        case OBJECT -> object(entry.name().split("/", 2));
        case BUCKET -> done(aws.s3().deleteBucket(r -> r.bucket(entry.name())));
        case GROUP -> group(entry.name());
        case SNAPSHOT -> snapshot(entry.name());
        case PARAMETER_GROUP ->
            done(
                aws.elastiCache()
                    .deleteCacheParameterGroup(r -> r.cacheParameterGroupName(entry.name())));
        case USER_GROUP -> userGroup(entry.name());
        case KEY -> key(entry.name());
      };
    } catch (AwsServiceException e) {
      if (NOT_THERE.contains(LiveAccount.code(e))) {
        return true;
      }
      if (LiveAccount.code(e).startsWith("Invalid") && !RunRefusal.isFinal(e)) {
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
    boolean others = journal.standing().stream().anyMatch(e -> e.kind() != ThingKind.LOCK);
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
        journal.add(ThingKind.TABLE, table);
      }
      aws.stacks().deleteStack(r -> r.stackName(name));
      return false;
    } catch (AwsServiceException e) {
      if (e.getMessage().contains("does not exist")) {
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

  private boolean snapshot(String name) {
    aws.elastiCache().deleteSnapshot(r -> r.snapshotName(name));
    return false;
  }

  private boolean userGroup(String id) {
    aws.elastiCache().deleteUserGroup(r -> r.userGroupId(id));
    return false;
  }

  /** Written down by its description before it had an id; then by that. A key goes in a week. */
  private boolean key(String idOrDescription) {
    if (idOrDescription.startsWith("id:")) {
      String id = idOrDescription.substring(3);
      aws.kms().scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(7));
    }
    return true;
  }
}
