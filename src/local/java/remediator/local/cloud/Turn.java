package remediator.local.cloud;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import remediator.local.time.VirtualClock;
import remediator.local.wire.WireException;
import software.amazon.awssdk.core.SdkPojo;

/** One call by a known caller to a known service: from its fault, if any, to its record. */
final class Turn {
  private static final System.Logger LOG = System.getLogger(Turn.class.getName());

  private static final Duration SLOW = Duration.ofHours(1);

  private final VirtualClock clock;
  private final AwsService service;
  private final Caller caller;
  private final WireCall call;
  private final Codec codec;
  private final Authorizer authorizer;
  private String operation = "?";
  private List<Need> needs = List.of();
  private String error;

  Turn(
      VirtualClock clock, AwsService service, Caller caller, WireCall call, Authorizer authorizer) {
    this.clock = clock;
    this.service = service;
    this.caller = caller;
    this.call = call;
    this.codec = Codec.of(service.protocol());
    this.authorizer = authorizer;
  }

  /** The answer, or empty where the connection is to be dropped. */
  Optional<Reply> take(FaultPlan faults, CallLog log) {
    Optional<Reply> reply = answer(faults);
    log.add(caller, service.name(), operation, needs, reply.isEmpty() ? CallLog.NO_ANSWER : error);
    return reply;
  }

  private Optional<Reply> answer(FaultPlan faults) {
    try {
      operation = codec.operation(service, call);
      Optional<AwsFault> own = faults.refusal(caller, service.name(), operation, call.body());
      if (own.isPresent()) {
        throw own.get();
      }
      Fault fault = faults.decide(caller, service.name(), operation);
      return switch (fault) {
        case NONE -> Optional.of(perform(authorizer));
        case THROTTLED -> throw CommonErrors.throttled();
        case SERVER_ERROR -> throw CommonErrors.serverError();
        case ACCESS_DENIED -> Optional.of(perform(Turn::deny));
        case TIMEOUT_BEFORE -> Optional.empty();
        case TIMEOUT_AFTER -> unheard();
        case NOT_FOUND, WRONG_STATE, QUOTA -> throw OwnErrors.of(service.name(), operation, fault);
        case SLOW -> {
          Optional<Reply> late = unheard();
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

  private Optional<Reply> unheard() {
    try {
      perform(authorizer);
    } catch (AwsFault fault) {
      // A refusal that nobody hears.
    }
    return Optional.empty();
  }

  private Reply perform(Authorizer judge) {
    AwsService.Operation<?> known = service.operation(operation);
    if (known == null) {
      throw CommonErrors.unknownOperation(service.name(), operation);
    }
    return perform(known, judge);
  }

  private <Q extends SdkPojo> Reply perform(AwsService.Operation<Q> known, Authorizer judge) {
    Q request = codec.request(call, known.request());
    allow(known.needs().apply(caller, request), judge);
    return codec.response(service, operation, call, known.body().apply(caller, request));
  }

  private void allow(List<Need> wanted, Authorizer judge) {
    needs = wanted;
    wanted.forEach(need -> judge.check(caller, need));
  }

  private static void deny(Caller caller, Need need) {
    throw CommonErrors.denied(caller, need);
  }

  private Reply refuse(AwsFault fault) {
    AwsFault own = service.inOwnWords(fault);
    error = own.code();
    return codec.fault(own);
  }
}
