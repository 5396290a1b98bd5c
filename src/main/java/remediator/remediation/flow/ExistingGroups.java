package remediator.remediation.flow;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.aws.MissingMemberRoleException;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/**
 * Which groups of a case stand now, by a live look. The row may be older than a group that its flow
 * has made, so those that say by tag what they replace count as well.
 */
final class ExistingGroups {
  private final ElastiCacheClient client;
  private final GroupReader reader;
  private final RemediationCase known;

  private ExistingGroups(ElastiCacheClient client, RemediationCase known) {
    this.client = client;
    this.reader = new GroupReader(client);
    this.known = known;
  }

  /** A sentence without a full stop; also where nothing can be looked at. */
  static String describe(AwsClients aws, RemediationCase known) {
    try {
      return "what stands now: "
          + new ExistingGroups(aws.elastiCache(AccountRegion.of(known.group())), known).words();
    } catch (SdkException | MissingMemberRoleException e) {
      return "what stands now could not be looked at (" + AwsErrorText.of(e) + ")";
    }
  }

  private String words() {
    return groups().stream().map(this::words).collect(Collectors.joining("; "));
  }

  private Set<GroupArn> groups() {
    Set<GroupArn> groups = new LinkedHashSet<>(List.of(known.group()));
    known.newGroup().ifPresent(groups::add);
    known.attribute(CaseAttribute.STAND_IN).map(known.group()::withId).ifPresent(groups::add);
    for (ReplicationGroup group :
        client.describeReplicationGroupsPaginator(r -> r.maxRecords(100)).replicationGroups()) {
      if (replaces(group.arn())) {
        groups.add(known.group().withId(group.replicationGroupId()));
      }
    }
    return groups;
  }

  private boolean replaces(String arn) {
    try {
      return known.group().id().equals(reader.tags(arn).get(ResourceTags.REPLACES));
    } catch (InvalidReplicationGroupStateException | ReplicationGroupNotFoundException _) {
      // Busy or gone: then only the row can name it.
      return false;
    }
  }

  private String words(GroupArn group) {
    return group.id() + reader.state(group).map(ExistingGroups::words).orElse(" does not exist");
  }

  private static String words(GroupState state) {
    return " (%s, %sencrypted at rest, TLS %s)"
        .formatted(state.status(), state.atRest() ? "" : "not ", state.transit().apiValue());
  }
}
