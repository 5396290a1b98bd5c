package remediator.local.cloud;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.local.time.VirtualClock;

/** Finds who calls which service, and gives the call its turn, one at a time. */
final class Dispatcher {
  private final VirtualClock clock;
  private final Authorizer authorizer;
  private final CallLog log;
  private final FaultPlan faults;
  private final Credentials keys;
  private final Map<String, AwsService> services = new LinkedHashMap<>();

  Dispatcher(
      VirtualClock clock,
      Authorizer authorizer,
      CallLog log,
      FaultPlan faults,
      Credentials keys,
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
  Optional<Reply> answer(WireCall call) {
    Signature signature;
    try {
      signature = Signature.of(call);
    } catch (AwsFault fault) {
      return Optional.of(refuse(call, fault));
    }
    AwsService service = services.get(signature.service());
    if (service == null) {
      return Optional.of(refuse(call, CommonErrors.unknownService(signature.service())));
    }
    Caller caller;
    try {
      caller = keys.callerOf(signature.accessKeyId(), signature.region());
    } catch (AwsFault fault) {
      return Optional.of(Codec.of(service.protocol()).fault(service.inOwnWords(fault)));
    }
    synchronized (clock) {
      return new Turn(clock, service, caller, call, authorizer).take(faults, log);
    }
  }

  private static Reply refuse(WireCall call, AwsFault fault) {
    AwsService.Protocol protocol = Codec.guess(call);
    return Codec.of(protocol).fault(CommonErrors.in(protocol, fault));
  }
}
