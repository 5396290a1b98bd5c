package remediator.live;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import remediator.live.core.ExchangeRecorder;
import remediator.live.core.ExchangeScrubber;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveClients;
import remediator.live.core.LiveStage;
import remediator.live.core.ResourceCleaner;
import remediator.live.core.RunClock;
import remediator.live.core.RunJournal;
import remediator.live.core.RunJournal.RunOrigin;
import remediator.live.core.RunRefusal;
import remediator.live.core.RunStoppedException;
import remediator.live.core.Verdict;
import remediator.local.report.TerminalOutput;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * One run: guards, expectations one after another, and the removal of all that was made, also where
 * it is stopped in the middle.
 */
public final class AwsRun implements AutoCloseable {
  private final Optional<URI> endpoint;
  private final String region;
  private final AwsCredentialsProvider credentials;
  private final String run;
  private final StoppableClock clock;
  private final RunFiles files;
  private final TerminalOutput terminal;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Map<Expectation, Verdict> verdicts = new LinkedHashMap<>();
  private LiveClients aws;
  private ExchangeRecorder recorder;

  /**
   * @param run names what is made: small letters and digits
   */
  public AwsRun(
      Optional<URI> endpoint,
      String region,
      AwsCredentialsProvider credentials,
      String run,
      RunClock clock,
      RunFiles files,
      PrintStream out) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.run = run;
    this.clock = new StoppableClock(clock);
    this.files = files;
    this.terminal = new TerminalOutput(out);
  }

  /**
   * Asks the expectations of the chosen stages, and removes what was made for them.
   *
   * @return whether all was asked, nothing differs, and nothing is left
   */
  public boolean run(LiveOptions options, List<Expectation> all) {
    connect(options.account());
    Thread hook = new Thread(this::stopAndWait, "live-run-ends");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return guarded(options, all);
    } finally {
      ended.countDown();
      unhook(hook);
    }
  }

  private boolean guarded(LiveOptions options, List<Expectation> all) {
    AtomicReference<RunJournal> journal = new AtomicReference<>();
    boolean well = told(options.choices().nodeType(), () -> stages(options, all, journal));
    well &= journal.get() == null || cleaned(journal.get(), options.account());
    // A run that was refused must not write over what another has found.
    boolean asked = verdicts.values().stream().anyMatch(v -> v.kind() != Verdict.Kind.NOT_ASKED);
    return (asked ? new RealityReport(files.report(), recorder).write(verdicts, terminal) : well)
        && well;
  }

  /** Says why where it cannot be done. */
  private boolean told(String nodeType, Runnable what) {
    try {
      what.run();
      return true;
    } catch (RunStoppedException e) {
      return say(e.getMessage());
    } catch (AwsServiceException e) {
      return say(RunRefusal.of(e, nodeType).orElse("AWS refused: " + e.getMessage()));
    } catch (SdkClientException e) {
      return say("AWS cannot be reached: " + e.getMessage());
    }
  }

  private void stages(
      LiveOptions options, List<Expectation> all, AtomicReference<RunJournal> journal) {
    AccountGuards.cost(options, region);
    AccountGuards guards = new AccountGuards(aws);
    String caller = guards.caller(options);
    recorder.scrubber().hideCaller(caller);
    RunJournal begun = RunJournal.begin(files.journals(), run, origin(options.account()));
    journal.set(begun);
    terminal.hanging(
        "",
        "Run %s in account %s, %s: up to %d minutes, at most %s USD."
            .formatted(run, options.account(), region, options.minutes(), options.cost(region)));
    if (options.makesThings()) {
      guards.lock(account(options, caller, begun));
      guards.region(region, options.stages());
    }
    for (LiveStage stage : options.stages()) {
      clock.limit(
          Duration.ofMinutes(stage.minutes()),
          "Stage %d took longer than its %d minutes.".formatted(stage.number(), stage.minutes()));
      LiveAccount account = account(options, caller, begun);
      all.stream().filter(e -> e.stage() == stage).forEach(e -> ask(e, account));
      if (stage != options.stages().getLast() && !cleaner(begun).cleanWithinRun().isEmpty()) {
        // What stands costs something in the next stage as well.
        throw new RunStoppedException(
            "What stage %d made cannot all be removed.".formatted(stage.number()));
      }
    }
  }

  private RunOrigin origin(String account) {
    return RunOrigin.of(account, region, endpoint);
  }

  private LiveAccount account(LiveOptions options, String caller, RunJournal journal) {
    return new LiveAccount(
        aws,
        new LiveAccount.Place(caller.split(":", 3)[1], options.account(), region, caller, run),
        options.choices(),
        clock,
        journal);
  }

  private void ask(Expectation expectation, LiveAccount account) {
    clock.check();
    recorder.asking(expectation.id());
    Instant begin = clock.now();
    Verdict verdict;
    try {
      verdict = expectation.question().ask(account);
    } catch (AwsServiceException e) {
      Optional<String> stop = RunRefusal.of(e, account.choices.nodeType());
      if (stop.isPresent()) {
        verdicts.put(expectation, Verdict.notAsked(stop.get()));
        throw new RunStoppedException(stop.get());
      }
      verdict = Verdict.differs("refused with " + LiveAccount.code(e) + ": " + e.getMessage());
    } catch (RunStoppedException | SdkClientException e) {
      verdicts.put(expectation, Verdict.notAsked(e.getMessage()));
      throw e;
    } catch (IllegalStateException e) {
      verdict = Verdict.notAsked(e.getMessage());
    } catch (RuntimeException e) {
      // A fault of the kit must not keep it from cleaning up.
      verdict = Verdict.notAsked(e.toString());
    }
    verdicts.put(expectation, verdict);
    long minutes = Duration.between(begin, clock.now()).toMinutes();
    terminal.hanging(
        "  %-7s ".formatted(verdict.kind() == Verdict.Kind.HOLDS ? "holds" : "NOT"),
        expectation.id()
            + (minutes > 0 ? " (" + minutes + " min)" : "")
            + (verdict.why().isEmpty() ? "" : ": " + verdict.kind() + ", " + verdict.why()));
    recorder.asking("");
  }

  private boolean say(String why) {
    terminal.hanging("", why);
    return false;
  }

  /** Cleaning up is not stopped by what stopped the run. */
  private ResourceCleaner cleaner(RunJournal journal) {
    recorder.asking("");
    return new ResourceCleaner(aws, clock.unstoppable(), journal, run);
  }

  private boolean cleaned(RunJournal journal, String account) {
    Map<RunJournal.Entry, String> left = cleaner(journal).clean();
    if (left.isEmpty()) {
      return true;
    }
    left.forEach(
        (e, why) -> terminal.hanging("  left    ", e.kind() + " " + e.name() + ": " + why));
    terminal.hanging(
        "",
        "%d things of run %s are left; remove them by mvn -q -Plive -Daccount=%s -Dclean=%s."
            .formatted(left.size(), run, account, run));
    return false;
  }

  /**
   * Removes what an earlier run has left.
   *
   * @return whether nothing is left
   */
  public boolean clean(LiveOptions options) {
    RunJournal journal = RunJournal.of(files.journals(), run);
    connect(options.account());
    boolean clean =
        told(
                options.choices().nodeType(),
                () -> {
                  new AccountGuards(aws).account(options.account());
                  sameOrigin(journal, options.account());
                })
            && cleaned(journal, options.account());
    if (clean) {
      terminal.hanging("", "Nothing of run " + run + " is left.");
    }
    return clean;
  }

  /** Elsewhere nothing of the run is found, which would look as if all were removed. */
  private void sameOrigin(RunJournal journal, String account) {
    RunOrigin here = origin(account);
    journal
        .origin()
        .filter(there -> !there.equals(here))
        .ifPresent(
            there -> {
              throw new RunStoppedException(
                  "Run %s was in %s, and this is %s: use its -Daccount, -Dregion and -Dendpoint."
                      .formatted(run, there, here));
            });
  }

  private void connect(String account) {
    recorder = new ExchangeRecorder(new ExchangeScrubber(account, run));
    aws = new LiveClients(endpoint, region, credentials, recorder);
  }

  /** Ends the run as soon as it waits or asks the next expectation; what it made is removed. */
  public void stop() {
    clock.stop("The run was stopped.");
  }

  private void stopAndWait() {
    stop();
    try {
      if (!ended.await(2, TimeUnit.HOURS)) {
        terminal.hanging("", "The clean-up took too long: use -Dclean=" + run + ".");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void unhook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is going down already, which is why the run ends.
    }
  }

  /** What was found so far. */
  public Map<Expectation, Verdict> verdicts() {
    return Map.copyOf(verdicts);
  }

  /** What was exchanged for an expectation. */
  public List<Map<String, Object>> exchanges(String expectation) {
    return recorder.of(expectation);
  }

  @Override
  public void close() {
    if (aws != null) {
      aws.close();
    }
  }
}
