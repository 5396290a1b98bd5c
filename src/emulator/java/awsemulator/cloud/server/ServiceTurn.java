package awsemulator.cloud.server;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.CommonErrors;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.HttpReply;
import awsemulator.cloud.InjectedFault;
import awsemulator.cloud.OwnErrors;
import awsemulator.cloud.ProtocolCodec;
import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.WireCall;
import awsemulator.time.VirtualClock;
import awsemulator.wire.WireException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** One call by a known caller to a known service: from its fault, if any, to its record. */
final class ServiceTurn {
  private static final System.Logger LOG = System.getLogger(ServiceTurn.class.getName());

  private static final Duration SLOW = Duration.ofHours(1);

  private final VirtualClock clock;
  private final AwsService service;
  private final CallerIdentity caller;
  private final WireCall call;
  private final ProtocolCodec codec;
  private final CallAuthorizer authorizer;
  private String operation = "?";
  private List<RequiredRight> needs = List.of();
  private String error;

  ServiceTurn(
      VirtualClock clock,
      AwsService service,
      CallerIdentity caller,
      WireCall call,
      CallAuthorizer authorizer) {
    this.clock = clock;
    this.service = service;
    this.caller = caller;
    this.call = call;
    this.codec = service.codec();
    this.authorizer = authorizer;
  }

  /** The answer, or empty where the connection is to be dropped. */
  Optional<HttpReply> take(FaultPlan faults, CallLog log) {
    Optional<HttpReply> reply = answer(faults);
    log.add(caller, service.name(), operation, needs, reply.isEmpty() ? CallLog.NO_ANSWER : error);
    return reply;
  }

  private Optional<HttpReply> answer(FaultPlan faults) {
    try {
      operation = codec.operation(service, call);
      Optional<AwsFault> own = faults.refusal(caller, service.name(), operation, call.body());
      if (own.isPresent()) {
        throw own.get();
      }
      InjectedFault fault = faults.decide(caller, service.name(), operation);
      return switch (fault) {
        case NONE -> Optional.of(perform(authorizer, faults));
        case THROTTLED -> throw CommonErrors.throttled();
        case SERVER_ERROR -> throw CommonErrors.serverError();
        case ACCESS_DENIED -> Optional.of(perform(ServiceTurn::deny, faults));
        case TIMEOUT_BEFORE -> Optional.empty();
        case TIMEOUT_AFTER -> unheard();
        case NOT_FOUND, WRONG_STATE, QUOTA -> throw OwnErrors.of(service.name(), operation, fault);
        case SLOW -> {
          Optional<HttpReply> late = unheard();
          clock.pass(SLOW);
          yield late;
        }
      };
    } catch (AwsFault refusal) {
      return Optional.of(refuse(refusal));
    } catch (WireException e) {
      return Optional.of(refuse(AwsFault.badRequest("MalformedInput", e.getMessage())));
    } catch (RuntimeException e) {
      // A bug of the local cloud, or a case that it does not know yet: say so, do not hide it.
      LOG.log(Level.ERROR, service.name() + "." + operation + " failed", e);
      return Optional.of(refuse(new AwsFault("InternalFailure", 500, e.toString())));
    }
  }

  private Optional<HttpReply> unheard() {
    try {
      perform(authorizer, FaultPlan.NEVER);
    } catch (AwsFault fault) {
      // A refusal that nobody hears.
    }
    return Optional.empty();
  }

  private HttpReply perform(CallAuthorizer judge, FaultPlan faults) {
    AwsService.Operation<?> known = service.operation(operation);
    if (known == null) {
      throw CommonErrors.unknownOperation(service.name(), operation);
    }
    return perform(known, judge, faults);
  }

  private <Q extends SdkPojo> HttpReply perform(
      AwsService.Operation<Q> known, CallAuthorizer judge, FaultPlan faults) {
    Q request = codec.request(service, call, known.request());
    allow(known.needs().apply(caller, request), judge);
    SdkPojo answer = known.body().apply(caller, request);
    return codec.response(
        service, operation, call, faults.altered(caller, service.name(), request, answer));
  }

  private void allow(List<RequiredRight> wanted, CallAuthorizer judge) {
    needs = wanted;
    wanted.forEach(need -> judge.check(caller, need));
  }

  private static void deny(CallerIdentity caller, RequiredRight need) {
    throw CommonErrors.denied(caller, need);
  }

  private HttpReply refuse(AwsFault fault) {
    AwsFault own = service.inOwnWords(fault);
    error = own.code();
    return codec.fault(own);
  }
}
