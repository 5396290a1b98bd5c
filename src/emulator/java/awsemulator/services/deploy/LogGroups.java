package awsemulator.services.deploy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.services.CallerArns;
import awsemulator.services.RegionalState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourcePolicy;

/** CloudWatch Logs: groups that events are delivered to, and read back in order. */
public final class LogGroups extends AwsService {
  private final InstantSource clock;
  private final RegionalState<Map<String, List<FilteredLogEvent>>> groups =
      new RegionalState<>(TreeMap::new);
  private final RegionalState<Map<String, String>> policies = new RegionalState<>(TreeMap::new);

  public LogGroups(InstantSource clock) {
    super("logs", Protocol.JSON);
    this.clock = clock;
    on(CreateLogGroupRequest.class, (c, q) -> need(c, "Create", q.logGroupName()), this::create);
    on(DeleteLogGroupRequest.class, (c, q) -> need(c, "Delete", q.logGroupName()), this::delete);
    on(
        FilterLogEventsRequest.class,
        (c, q) -> List.of(new RequiredRight("logs:FilterLogEvents", arn(c, q.logGroupName()))),
        this::filter);
    on(
        PutResourcePolicyRequest.class,
        (c, q) -> List.of(new RequiredRight("logs:PutResourcePolicy", "*")),
        this::putPolicy);
    on(
        DeleteResourcePolicyRequest.class,
        (c, q) -> List.of(new RequiredRight("logs:DeleteResourcePolicy", "*")),
        this::deletePolicy);
  }

  /** What is there in an account and Region: groups, and resource policies. */
  public List<String> names(String account, String region) {
    List<String> all = new ArrayList<>(groups.of(account, region).keySet());
    all.addAll(policies.of(account, region).keySet());
    return all;
  }

  /**
   * EventBridge delivers an event: only where a resource policy lets it ("Permissions required for
   * EventBridge to deliver to CloudWatch Logs").
   */
  public void deliver(String account, String region, String group, String event) {
    List<FilteredLogEvent> stored = groups.of(account, region).get(group);
    boolean allowed =
        policies.of(account, region).values().stream()
            .anyMatch(p -> p.contains("events.amazonaws.com") && p.contains(group));
    if (stored != null && allowed) {
      stored.add(
          FilteredLogEvent.builder()
              .timestamp(clock.instant().toEpochMilli())
              .eventId("%056d".formatted(stored.size() + 1))
              .logStreamName("events")
              .message(event)
              .build());
    }
  }

  private static List<RequiredRight> need(CallerIdentity caller, String verb, String group) {
    return List.of(new RequiredRight("logs:" + verb + "LogGroup", arn(caller, group)));
  }

  private static String arn(CallerIdentity caller, String group) {
    return CallerArns.of(caller, "logs", "log-group:" + group);
  }

  private CreateLogGroupResponse create(CallerIdentity caller, CreateLogGroupRequest q) {
    heeds(q, "logGroupName", "tags");
    if (groups.of(caller).putIfAbsent(q.logGroupName(), new ArrayList<>()) != null) {
      throw AwsFault.badRequest(
          "ResourceAlreadyExistsException", "The specified log group already exists");
    }
    return CreateLogGroupResponse.builder().build();
  }

  private DeleteLogGroupResponse delete(CallerIdentity caller, DeleteLogGroupRequest q) {
    events(caller, q.logGroupName());
    groups.of(caller).remove(q.logGroupName());
    return DeleteLogGroupResponse.builder().build();
  }

  private FilterLogEventsResponse filter(CallerIdentity caller, FilterLogEventsRequest q) {
    heeds(q, "logGroupName");
    return FilterLogEventsResponse.builder().events(events(caller, q.logGroupName())).build();
  }

  private List<FilteredLogEvent> events(CallerIdentity caller, String group) {
    List<FilteredLogEvent> events = groups.of(caller).get(group);
    if (events == null) {
      throw AwsFault.badRequest(
          "ResourceNotFoundException", "The specified log group does not exist.");
    }
    return events;
  }

  private PutResourcePolicyResponse putPolicy(CallerIdentity caller, PutResourcePolicyRequest q) {
    heeds(q, "policyName", "policyDocument");
    policies.of(caller).put(q.policyName(), q.policyDocument());
    return PutResourcePolicyResponse.builder()
        .resourcePolicy(ResourcePolicy.builder().policyName(q.policyName()).build())
        .build();
  }

  private DeleteResourcePolicyResponse deletePolicy(
      CallerIdentity caller, DeleteResourcePolicyRequest q) {
    if (policies.of(caller).remove(q.policyName()) == null) {
      throw AwsFault.badRequest(
          "ResourceNotFoundException", "Policy with name [" + q.policyName() + "] does not exist.");
    }
    return DeleteResourcePolicyResponse.builder().build();
  }
}
