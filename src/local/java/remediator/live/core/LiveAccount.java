package remediator.live.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import remediator.live.core.RunJournal.ResourceKind;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The account that a run asks, with what expectations share: names, waiting, and what is made. */
public final class LiveAccount {
  /** Marks everything that a run makes. */
  public static final String TAG = "elasticache-encryption-live";

  /**
   * The account, Region and caller that are asked with, and the name of the run.
   *
   * @param caller the ARN of the role or user behind the credentials
   */
  public record Place(String partition, String account, String region, String caller, String run) {}

  /** What a run was told to use. */
  public record Choices(String nodeType, String subnetGroup) {}

  /** Before the id of what AWS names itself, in the journal. */
  static final String ID = "id:";

  private static final Duration LOOK = Duration.ofSeconds(30);

  public final LiveClients clients;
  public final Place place;
  public final Choices choices;
  private final RunClock clock;
  private final RunJournal journal;
  private final Map<String, String> facts = new HashMap<>();

  public LiveAccount(
      LiveClients clients, Place place, Choices choices, RunClock clock, RunJournal journal) {
    this.clients = clients;
    this.place = place;
    this.choices = choices;
    this.clock = clock;
    this.journal = journal;
  }

  /** A name of this run. */
  public String name(String suffix) {
    return place.run() + "-" + suffix;
  }

  public String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s"
        .formatted(place.partition(), service, place.region(), place.account(), resource);
  }

  /** Writes a resource to the journal before it is made, and returns its name. */
  public String making(ResourceKind kind, String name) {
    journal.add(kind, name);
    return name;
  }

  /** Writes down the id that AWS gave to what was written down by another name before. */
  public void identified(ResourceKind kind, String planned, String id) {
    journal.add(kind, ID + id);
    journal.gone(new RunJournal.Entry(kind, planned));
  }

  /** What an earlier expectation has found out. */
  public Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name));
  }

  public void keep(String name, String value) {
    facts.put(name, value);
  }

  public Instant now() {
    return clock.now();
  }

  public void pause(Duration span) {
    clock.pause(span);
  }

  /**
   * Repeats a look until it finds a value.
   *
   * @return empty where it finds none within that time
   */
  public <T> Optional<T> await(Duration most, Supplier<Optional<T>> look) {
    return await(most, LOOK, look);
  }

  public <T> Optional<T> await(Duration most, Duration each, Supplier<Optional<T>> look) {
    Instant end = now().plus(most);
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent() || !now().isBefore(end)) {
        return found;
      }
      pause(each);
    }
  }

  /** The clients of a role that lets this caller take it on. */
  public LiveClients as(String roleArn) {
    Credentials got =
        clients
            .sts()
            .assumeRole(r -> r.roleArn(roleArn).roleSessionName(place.run()).durationSeconds(3600))
            .credentials();
    AwsCredentialsProvider provider =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                got.accessKeyId(), got.secretAccessKey(), got.sessionToken()));
    return clients.as(provider);
  }

  /** The error that a call is answered with; empty where it is not refused. */
  public static Optional<AwsServiceException> refusal(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (AwsServiceException e) {
      return Optional.of(e);
    }
  }

  /** The wire's code of an error. */
  public static String code(AwsServiceException e) {
    return e.awsErrorDetails() == null ? "" : String.valueOf(e.awsErrorDetails().errorCode());
  }

  /** What the service says of an error. */
  public static String message(AwsServiceException e) {
    return String.valueOf(
        e.awsErrorDetails() == null ? e.getMessage() : e.awsErrorDetails().errorMessage());
  }

  /**
   * Holds where the call is refused with such a code.
   *
   * @throws AwsServiceException where the credentials have expired or a right is missing, which
   *     says nothing of what is asked
   */
  public static Verdict refused(String what, Runnable call, String... codes) {
    return judged(what, refusal(call), codes);
  }

  private static Verdict judged(String what, Optional<AwsServiceException> error, String... codes) {
    if (error.isEmpty()) {
      return Verdict.differs(what + " was accepted");
    }
    boolean expected = List.of(codes).contains(code(error.get()));
    if (!expected && RunRefusal.isFinal(error.get())) {
      throw error.get();
    }
    return Verdict.that(
        expected,
        "%s was refused with %s, not with %s"
            .formatted(what, code(error.get()), String.join(" or ", codes)));
  }

  /** Holds where a role of the product may not; that an organization denies it proves nothing. */
  public static Verdict denied(String what, Runnable call) {
    Optional<AwsServiceException> error = refusal(call);
    if (error.filter(RunRefusal::isByOrganization).isPresent()) {
      return Verdict.notAsked("a policy of the organization denies it to every role");
    }
    return judged(what, error, "AccessDenied", "AccessDeniedException");
  }

  /** Judges what a role of the product is to be allowed: that it is denied is a difference. */
  public static Verdict allowed(String what, Supplier<Verdict> call) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      if (RunRefusal.isDenied(e)) {
        return Verdict.differs(what + " was denied: " + message(e));
      }
      throw e;
    }
  }
}
