package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.ServiceQuota;

/** Service Quotas, the same in every account and Region. */
public final class ServiceQuotas extends AwsService {
  private final Map<String, DoubleSupplier> values;

  /**
   * @param values by service code and quota code, such as {@code elasticache/L-DFE45DF3}
   */
  public ServiceQuotas(Map<String, DoubleSupplier> values) {
    super("servicequotas", Protocol.JSON);
    this.values = Map.copyOf(values);
    on(
        GetServiceQuotaRequest.class,
        (c, q) -> need(c, "GetServiceQuota", q.serviceCode(), q.quotaCode()),
        (c, q) ->
            GetServiceQuotaResponse.builder()
                .quota(quota(c, q.serviceCode(), q.quotaCode()))
                .build());
    on(
        GetAwsDefaultServiceQuotaRequest.class,
        (c, q) -> need(c, "GetAWSDefaultServiceQuota", q.serviceCode(), q.quotaCode()),
        (c, q) ->
            GetAwsDefaultServiceQuotaResponse.builder()
                .quota(quota(c, q.serviceCode(), q.quotaCode()))
                .build());
  }

  private static List<RequiredRight> need(
      CallerIdentity caller, String action, String service, String quota) {
    return List.of(
        new RequiredRight(
            "servicequotas:" + action,
            CallerArns.of(caller, "servicequotas", service + "/" + quota)));
  }

  private ServiceQuota quota(CallerIdentity caller, String service, String quota) {
    DoubleSupplier value = values.get(service + "/" + quota);
    if (value == null) {
      throw AwsFault.badRequest(
          "NoSuchResourceException", "The specified quota " + quota + " does not exist.");
    }
    return ServiceQuota.builder()
        .serviceCode(service)
        .quotaCode(quota)
        .quotaArn(CallerArns.of(caller, "servicequotas", service + "/" + quota))
        .value(value.getAsDouble())
        .unit("None")
        .build();
  }
}
