package awsemulator.cloud.server;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.CommonErrors;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.HttpReply;
import awsemulator.cloud.ProtocolCodec;
import awsemulator.cloud.WireCall;
import awsemulator.time.VirtualClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds who calls which service, and gives the call its turn, one at a time. */
public final class CallDispatcher {
  private final VirtualClock clock;
  private final CallAuthorizer authorizer;
  private final CallLog log;
  private final FaultPlan faults;
  private final AccessKeys keys;
  private final Map<String, AwsService> services = new LinkedHashMap<>();

  public CallDispatcher(
      VirtualClock clock,
      CallAuthorizer authorizer,
      CallLog log,
      FaultPlan faults,
      AccessKeys keys,
      List<AwsService> services) {
    this.clock = clock;
    this.authorizer = authorizer;
    this.log = log;
    this.faults = faults;
    this.keys = keys;
    for (AwsService service : services) {
      if (this.services.put(service.signingName(), service) != null) {
        throw new IllegalArgumentException("two services sign as " + service.signingName());
      }
    }
  }

  /** The answer, or empty where the connection is to be dropped. */
  public Optional<HttpReply> answer(WireCall call) {
    SignatureScope signature;
    try {
      signature = SignatureScope.of(call);
    } catch (AwsFault fault) {
      return Optional.of(refuse(call, fault));
    }
    AwsService service = services.get(signature.service());
    if (service == null) {
      return Optional.of(refuse(call, CommonErrors.unknownService(signature.service())));
    }
    CallerIdentity caller;
    try {
      caller = keys.callerOf(signature.accessKeyId(), signature.region());
    } catch (AwsFault fault) {
      return Optional.of(service.codec().fault(service.inOwnWords(fault)));
    }
    ServiceTurn turn = new ServiceTurn(clock, service, caller, call, authorizer);
    if (service.callsOthers()) {
      return turn.take(faults, log);
    }
    synchronized (clock) {
      return turn.take(faults, log);
    }
  }

  private static HttpReply refuse(WireCall call, AwsFault fault) {
    AwsService.Protocol protocol = ProtocolCodec.guess(call);
    return ProtocolCodec.of(protocol).fault(CommonErrors.in(protocol, fault));
  }
}
