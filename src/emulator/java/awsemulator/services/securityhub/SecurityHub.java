package awsemulator.services.securityhub;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.services.CallerArns;
import awsemulator.wire.JsonWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.DescribeHubRequest;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;

/**
 * Security Hub CSPM (findings in ASFF) and the newer Security Hub (findings in OCSF): a caller sees
 * and updates the findings of its own account and Region.
 */
public final class SecurityHub extends AwsService {
  private final AsffHub asff;
  private final OcsfHub ocsf = new OcsfHub();

  public SecurityHub(InstantSource clock) {
    super("securityhub", Protocol.REST_JSON);
    asff = new AsffHub(clock);
    at("POST /findings", "GetFindings");
    at("PATCH /findings/batchupdate", "BatchUpdateFindings");
    at("POST /findingsv2", "GetFindingsV2");
    at("PATCH /findingsv2/batchupdatev2", "BatchUpdateFindingsV2");
    at("GET /accounts", "DescribeHub");
    on(
        DescribeHubRequest.class,
        (c, q) -> List.of(new RequiredRight("securityhub:DescribeHub", hub(c))),
        (c, q) -> DescribeHubResponse.builder().hubArn(hub(c)).build());
    on(
        GetFindingsRequest.class,
        (c, q) -> List.of(new RequiredRight("securityhub:GetFindings", hub(c))),
        asff::get);
    on(
        BatchUpdateFindingsRequest.class,
        (c, q) -> update(hub(c), "securityhub:ASFFSyntaxPath/", q),
        asff::update);
    // Service authorization reference: both versions share their actions.
    on(
        GetFindingsV2Request.class,
        (c, q) -> List.of(new RequiredRight("securityhub:GetFindings", hubV2(c))),
        ocsf::get);
    on(
        BatchUpdateFindingsV2Request.class,
        (c, q) -> update(hubV2(c), "securityhub:OCSFSyntaxPath/", q),
        ocsf::update);
  }

  /** What Security Hub answers to too many calls. */
  @Override
  public AwsFault inOwnWords(AwsFault fault) {
    return fault.code().equals("Throttling")
        ? new AwsFault("TooManyRequestsException", 429, "Too Many Requests")
        : super.inOwnWords(fault);
  }

  /**
   * Stores a finding, in the place of an older one of the same Id and ProductArn.
   *
   * @param finding in ASFF; its account and Region say where
   * @throws awsemulator.wire.WireException where it is no ASFF
   */
  public void importFinding(Map<String, Object> finding) {
    asff.store(finding);
  }

  /**
   * Stores a finding, in the place of an older one of the same {@code metadata.uid}.
   *
   * @param finding in OCSF; its account and Region say where
   */
  public void importFindingV2(Map<String, Object> finding) {
    ocsf.store(finding);
  }

  /** Tells of every ASFF finding that BatchUpdateFindings changed, as it is now. */
  public void onUpdate(Consumer<Map<String, Object>> listener) {
    asff.onUpdate(listener);
  }

  /** Tells of every OCSF finding that BatchUpdateFindingsV2 changed, as it is now. */
  public void onUpdateV2(Consumer<Map<String, Object>> listener) {
    ocsf.onUpdate(listener);
  }

  /** All ASFF findings of an account and Region, as they are now. */
  public List<Map<String, Object>> findings(String account, String region) {
    return asff.all(account, region);
  }

  /** All OCSF findings of an account and Region, as they are now. */
  public List<Map<String, Object>> findingsV2(String account, String region) {
    return ocsf.all(account, region);
  }

  private static String hub(CallerIdentity caller) {
    return CallerArns.of(caller, "securityhub", "hub/default");
  }

  private static String hubV2(CallerIdentity caller) {
    return CallerArns.of(caller, "securityhub", "hubv2/default");
  }

  /** An update names each field it sets in a condition key, such as {@code …/Workflow.Status}. */
  private static List<RequiredRight> update(String hub, String prefix, SdkPojo request) {
    Map<String, Object> fields = JsonWriter.write(request);
    fields.keySet().removeAll(List.of("FindingIdentifiers", "MetadataUids"));
    Map<String, String> context = new LinkedHashMap<>();
    name(prefix, fields, context);
    return List.of(new RequiredRight("securityhub:BatchUpdateFindings", hub, context));
  }

  private static void name(String prefix, Map<?, ?> fields, Map<String, String> context) {
    fields.forEach(
        (name, value) -> {
          if (value instanceof Map<?, ?> inner) {
            name(prefix + name + ".", inner, context);
          } else {
            context.put(prefix + name, String.valueOf(value));
          }
        });
  }
}
