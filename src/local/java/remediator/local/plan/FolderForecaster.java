package remediator.local.plan;

import awsemulator.elasticache.fleet.Fleet;
import awsemulator.elasticache.state.EngineCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import remediator.forecast.FleetForecast;
import remediator.forecast.GroupForecast;
import remediator.forecast.GroupForecaster;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.NodeCount;
import remediator.group.RelatedResources.ParameterGroup;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/** Foretells what would be done to the groups of a folder, by its files alone. */
final class FolderForecaster {
  private static final AvailableEngineVersions OFFERED =
      new AvailableEngineVersions(
          new EngineCatalog()
              .releases().stream()
                  .map(
                      r ->
                          new AvailableEngineVersions.Version(
                              EngineVersion.parse(r.engine(), r.asked()), r.version().family()))
                  .toList());

  private final Fleet fleet;
  private final Map<String, Integer> nodes;
  private final GroupForecaster forecaster;
  private final Consumer<String> warnings;

  /**
   * @param environment of the function: the policy's first layer
   * @param warnings is told what is left out
   */
  FolderForecaster(Fleet fleet, Map<String, String> environment, Consumer<String> warnings) {
    this.fleet = fleet;
    this.nodes = fleet.nodesByPlace();
    this.forecaster = new GroupForecaster(environment, OFFERED);
    this.warnings = warnings;
  }

  /** Of all groups in it. */
  FleetForecast forecast() {
    List<Fleet.Answers> named = fleet.answers().filter(this::canBeNamed).toList();
    return new FleetForecast(named.parallelStream().map(this::forecast).toList());
  }

  private boolean canBeNamed(Fleet.Answers answers) {
    try {
      GroupArn.parse(answers.group().arn());
      return true;
    } catch (IllegalArgumentException e) {
      warnings.accept(
          "the group \""
              + answers.group().arn()
              + "\" is left out, since no finding can name it: it "
              + e.getMessage());
      return false;
    }
  }

  private GroupForecast forecast(Fleet.Answers answers) {
    CacheGroup group =
        CacheGroup.of(
            GroupArn.parse(answers.group().arn()),
            answers.group(),
            answers.nodes(),
            answers.tags());
    Policy policy = forecaster.policy(group);
    return forecaster.of(group, policy, around(group, policy)).withUnknown(untold(answers, group));
  }

  /** What the files tell of it; what they do not tell nobody has asked. */
  private RelatedResources around(CacheGroup group, Policy policy) {
    return new RelatedResources(
        new Answer.NotAsked<>(),
        ParameterGroup.ofDefault(group.spec().engine().parameterGroup())
            .<Answer<ParameterGroup>>map(Answer.Found::new)
            .orElseGet(Answer.NotAsked::new),
        new Answer.NotAsked<>(),
        new Answer.NotAsked<>(),
        room(group),
        fleet
            .userGroups(group.arn().account(), group.arn().region())
            .<Answer<RelatedResources.UserGroup>>map(
                all ->
                    Optional.ofNullable(all.get(policy.get(PolicySetting.USER_GROUP)))
                        .<Answer<RelatedResources.UserGroup>>map(
                            g ->
                                new Answer.Found<>(
                                    new RelatedResources.UserGroup(
                                        String.valueOf(g.engine()), String.valueOf(g.status()))))
                        .orElseGet(Answer.Missing::new))
            .orElseGet(Answer.NotAsked::new),
        new Answer.NotAsked<>());
  }

  /** Whether there is more room than AWS's default the files do not tell. */
  private Answer<NodeCount> room(CacheGroup group) {
    int now =
        nodes.getOrDefault(group.arn().account() + ":" + group.arn().region(), Integer.MAX_VALUE);
    int more = group.spec().layout().nodes();
    return now <= NodeCount.LEAST_QUOTA - more
        ? new Answer.Found<>(new NodeCount(now, NodeCount.LEAST_QUOTA))
        : new Answer.NotAsked<>();
  }

  private static List<String> untold(Fleet.Answers answers, CacheGroup group) {
    List<String> untold = new ArrayList<>();
    if (!answers.nodesTold()) {
      untold.add(
          "its engine version, parameter group, subnet group and window, which cache-clusters.json"
              + " tells: "
              + group.spec().engine().version()
              + " is assumed");
    }
    if (!answers.tagsTold()) {
      untold.add(
          "its tags, which tags.json tells: they may opt it out, set its policy, or say who owns"
              + " it");
    }
    if (Planner.needsOffer(group)) {
      untold.add(
          "which engine versions ElastiCache offers there today: those that this release knows are"
              + " assumed ("
              + String.join(", ", offered(group.spec().engine().version().engine()).toList())
              + ")");
    }
    return untold;
  }

  private static Stream<String> offered(String engine) {
    return OFFERED.versions().stream()
        .map(AvailableEngineVersions.Version::engine)
        .filter(version -> version.engine().equals(engine))
        .map(EngineVersion::toString);
  }
}
