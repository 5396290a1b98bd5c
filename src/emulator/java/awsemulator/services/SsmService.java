package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Parameter Store: standard parameters, String and StringList. */
public final class SsmService extends AwsService {
  private static final int MOST_NAMES = 10;

  private final InstantSource clock;
  private final RegionalState<Map<String, Parameter>> parameters =
      new RegionalState<>(TreeMap::new);
  private final RegionalState<Map<String, Map<String, String>>> tags =
      new RegionalState<>(TreeMap::new);

  public SsmService(InstantSource clock) {
    super("ssm", Protocol.JSON);
    this.clock = clock;
    on(PutParameterRequest.class, (c, q) -> need(c, "PutParameter", q.name()), this::put);
    on(GetParameterRequest.class, (c, q) -> need(c, "GetParameter", q.name()), this::get);
    on(
        GetParametersRequest.class,
        (c, q) -> q.names().stream().flatMap(n -> need(c, "GetParameters", n).stream()).toList(),
        this::getSome);
    on(
        GetParametersByPathRequest.class,
        (c, q) -> need(c, "GetParametersByPath", q.path()),
        this::getByPath);
    on(DeleteParameterRequest.class, (c, q) -> need(c, "DeleteParameter", q.name()), this::delete);
    on(
        DeleteParametersRequest.class,
        (c, q) -> q.names().stream().flatMap(n -> need(c, "DeleteParameters", n).stream()).toList(),
        this::deleteAll);
    on(
        AddTagsToResourceRequest.class,
        (c, q) -> need(c, "AddTagsToResource", q.resourceId()),
        this::addTags);
  }

  /** The tags of a parameter; empty where it has none. */
  public Map<String, String> tags(String account, String region, String name) {
    return Map.copyOf(tags.of(account, region).getOrDefault(name, Map.of()));
  }

  private PutParameterResponse put(CallerIdentity caller, PutParameterRequest q) {
    heeds(q, "Name", "Description", "Value", "Type", "Overwrite", "Tags", "Tier", "DataType");
    ParameterRules.check(q);
    Parameter before = parameters.of(caller).get(q.name());
    ParameterRules.checkOverwrite(q, before);
    Parameter after =
        Parameter.builder()
            .name(q.name())
            .arn(ParameterRules.arn(caller, q.name()))
            .type(q.type() == null ? before.type() : q.type())
            .dataType("text")
            .value(q.value())
            .version(before == null ? 1 : before.version() + 1)
            .lastModifiedDate(clock.instant())
            .build();
    parameters.of(caller).put(q.name(), after);
    tag(caller, q.name(), q.tags());
    return PutParameterResponse.builder().version(after.version()).tier("Standard").build();
  }

  private GetParameterResponse get(CallerIdentity caller, GetParameterRequest q) {
    return GetParameterResponse.builder().parameter(existing(caller, q.name())).build();
  }

  /** Names that are not there are told, and are no error ("GetParameters"). */
  private GetParametersResponse getSome(CallerIdentity caller, GetParametersRequest q) {
    heeds(q, "Names", "WithDecryption");
    if (q.names().isEmpty() || q.names().size() > MOST_NAMES) {
      throw AwsFault.badRequest(
          "ValidationException",
          "1 validation error detected: Value at 'names' failed to satisfy constraint: Member must"
              + " have length less than or equal to 10 and greater than or equal to 1");
    }
    Map<String, Parameter> known = parameters.of(caller);
    return GetParametersResponse.builder()
        .parameters(q.names().stream().filter(known::containsKey).map(known::get).toList())
        .invalidParameters(q.names().stream().filter(n -> !known.containsKey(n)).toList())
        .build();
  }

  private GetParametersByPathResponse getByPath(
      CallerIdentity caller, GetParametersByPathRequest q) {
    heeds(q, "Path", "Recursive", "WithDecryption", "MaxResults", "NextToken");
    String path = q.path().endsWith("/") ? q.path() : q.path() + "/";
    boolean deep = Boolean.TRUE.equals(q.recursive());
    List<Parameter> found =
        parameters.of(caller).values().stream()
            .filter(p -> p.name().startsWith(path))
            .filter(p -> deep || p.name().indexOf('/', path.length()) < 0)
            .toList();
    AwsFault invalid = AwsFault.badRequest("InvalidNextToken", "The specified token isn't valid.");
    // AWS: at most 10 results, and 10 by default.
    int size = q.maxResults() == null ? 10 : Math.min(q.maxResults(), 10);
    TokenPage<Parameter> page = TokenPage.of(found, q.nextToken(), size, invalid);
    return GetParametersByPathResponse.builder()
        .parameters(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private DeleteParameterResponse delete(CallerIdentity caller, DeleteParameterRequest q) {
    remove(caller, existing(caller, q.name()).name());
    return DeleteParameterResponse.builder().build();
  }

  private DeleteParametersResponse deleteAll(CallerIdentity caller, DeleteParametersRequest q) {
    List<String> deleted = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : q.names()) {
      boolean known = parameters.of(caller).containsKey(name);
      (known ? deleted : invalid).add(name);
      remove(caller, name);
    }
    return DeleteParametersResponse.builder()
        .deletedParameters(deleted)
        .invalidParameters(invalid)
        .build();
  }

  private AddTagsToResourceResponse addTags(CallerIdentity caller, AddTagsToResourceRequest q) {
    boolean known = parameters.of(caller).containsKey(q.resourceId());
    if (q.resourceType() != ResourceTypeForTagging.PARAMETER || !known) {
      throw AwsFault.badRequest("InvalidResourceId", "The resource ID isn't valid.");
    }
    tag(caller, q.resourceId(), q.tags());
    return AddTagsToResourceResponse.builder().build();
  }

  private void tag(CallerIdentity caller, String name, List<Tag> more) {
    Map<String, String> own = tags.of(caller).computeIfAbsent(name, n -> new LinkedHashMap<>());
    more.forEach(tag -> own.put(tag.key(), tag.value()));
  }

  private void remove(CallerIdentity caller, String name) {
    parameters.of(caller).remove(name);
    tags.of(caller).remove(name);
  }

  private Parameter existing(CallerIdentity caller, String name) {
    Parameter parameter = parameters.of(caller).get(name);
    if (parameter == null) {
      throw AwsFault.badRequest("ParameterNotFound", "Parameter " + name + " not found.");
    }
    return parameter;
  }

  private static List<RequiredRight> need(CallerIdentity caller, String action, String name) {
    return List.of(
        new RequiredRight("ssm:" + action, ParameterRules.arn(caller, String.valueOf(name))));
  }
}
