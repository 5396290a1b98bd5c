package remediator.workflow.replace;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService.Operation;
import awsemulator.cloud.CallerIdentity;
import awsemulator.elasticache.ElastiCacheService;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheClusterNotFoundException;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/** The SDK's client interface without a wire, for trials of thousands of groups. */
public final class DirectClient implements InvocationHandler {
  private final ElastiCacheService service;
  private final CallerIdentity caller;

  private DirectClient(ElastiCacheService service, CallerIdentity caller) {
    this.service = service;
    this.caller = caller;
  }

  public static ElastiCacheClient of(ElastiCacheService service, String account, String region) {
    CallerIdentity caller = new CallerIdentity(CallerIdentity.OPERATOR, account, region);
    return (ElastiCacheClient)
        Proxy.newProxyInstance(
            DirectClient.class.getClassLoader(),
            new Class<?>[] {ElastiCacheClient.class},
            new DirectClient(service, caller));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] args) throws Throwable {
    boolean call = args != null && args.length == 1 && args[0] instanceof SdkPojo;
    return call && !method.getName().endsWith("Paginator")
        ? answer((SdkPojo) args[0])
        : InvocationHandler.invokeDefault(proxy, method, args);
  }

  @SuppressWarnings("unchecked") // an operation is registered under its request's own name
  private SdkPojo answer(SdkPojo request) {
    String name = request.getClass().getSimpleName().replaceFirst("Request$", "");
    try {
      return ((Operation<SdkPojo>) service.operation(name)).body().apply(caller, request);
    } catch (AwsFault fault) {
      throw exception(fault);
    }
  }

  private static ElastiCacheException exception(AwsFault fault) {
    ElastiCacheException.Builder builder =
        switch (fault.code()) {
          case "ReplicationGroupNotFoundFault" -> ReplicationGroupNotFoundException.builder();
          case "CacheClusterNotFound" -> CacheClusterNotFoundException.builder();
          default -> ElastiCacheException.builder();
        };
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .errorCode(fault.code())
            .errorMessage(fault.getMessage())
            .serviceName("ElastiCache")
            .build();
    return (ElastiCacheException)
        builder
            .message(fault.getMessage())
            .statusCode(fault.status())
            .awsErrorDetails(details)
            .build();
  }
}
